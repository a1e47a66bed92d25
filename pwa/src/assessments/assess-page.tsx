import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isoOf } from "../duties/days";
import type { Policy } from "../duties/policy";
import { current } from "../local/current";
import { type PersonView, personView, policies } from "../local/view";
import { placeWords } from "../register/person-card";
import { UnknownPerson } from "../register/unknown-person";
import { back } from "../router";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { AssessmentForm, type Draft, emptyDraft } from "./form";
import { t } from "./i18n";
import { type Panel, panelOf } from "./rules";
import { assessmentDraft, saveAssessment } from "./save-assessment";

/** An assessment, written down where it is made. */
export default function AssessPage({ id }: { id: string }) {
  const view = personView(id).value;
  return (
    <Page
      top={
        <TopBar title={t("assess.title")} back={() => back("/assess")}>
          <UnsentMark />
        </TopBar>
      }
    >
      {view ? <Whole view={view} /> : <UnknownPerson />}
    </Page>
  );
}

function Whole({ view: { person } }: { view: PersonView }) {
  const day = isoOf(today.value);
  const begun = useSignal<Draft | null>(null);
  useEffect(() => {
    const load = current.value?.outbox.draft<Draft>(assessmentDraft(person.id)) ?? Promise.resolve(null);
    load
      .catch(() => null)
      .then((draft) => {
        begun.value = draft ?? emptyDraft(day, panelOn(day));
      });
  }, []);
  return (
    <>
      <h2 class="name">{person.name}</h2>
      <p class="soft">{placeWords(person)}</p>
      {begun.value && (
        <AssessmentForm
          begun={begun.value}
          panelOn={panelOn}
          today={day}
          keep={(draft) =>
            void current.value?.outbox.keepDraft(assessmentDraft(person.id), draft).catch(() => undefined)
          }
          save={async (draft) => {
            await saveAssessment(person.id, draft);
            back("/assess");
          }}
        />
      )}
    </>
  );
}

/** Whom the packs that the county follows on a day want to sign. */
function panelOn(day: string): Panel {
  const packs = policies.value
    .filter(({ valid_from, valid_to }) => valid_from <= day && (valid_to === null || day <= valid_to))
    .map(({ body }) => (body as Policy).id);
  return panelOf(packs);
}
