import { useSignal } from "@preact/signals";
import { isoOf } from "../duties/days";
import { said } from "../forms/form";
import { current } from "../local/current";
import { type PersonView, personView } from "../local/view";
import { placeWords } from "../register/person-card";
import { UnknownPerson } from "../register/unknown-person";
import { back, go } from "../router";
import { Icon } from "../ui/icons";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import "./checkups.css";
import { type Section, sections } from "./form";
import { Found } from "./found";
import { type CheckupView, checkupOf, rule, thisYear } from "./held";
import { t } from "./i18n";
import { isAsked, isFilled } from "./rules";
import { fillDraftKey, saveFill } from "./save-fill";
import { type Draft, SectionForm } from "./section-form";
import { stateWords } from "./state-words";

/** The checkup of a person's year: what is done of it, section by section, and each section's form. */
export default function CheckupPage({ id, section }: { id: string; section: string }) {
  const view = personView(id).value;
  const chosen = sections.find((one) => one.id === section);
  if (view && chosen) return <SectionPage view={view} section={chosen} />;
  return (
    <Page top={<Bar title={t("page.title", { year: thisYear.value })} to="/checkups" />}>
      {view ? <Overview checkup={checkupOf(view, thisYear.value)} /> : <UnknownPerson />}
    </Page>
  );
}

function Bar({ title, to }: { title: string; to: string }) {
  return (
    <TopBar title={title} back={() => back(to)}>
      <UnsentMark />
    </TopBar>
  );
}

function Overview({ checkup }: { checkup: CheckupView }) {
  const { view, missing } = checkup;
  return (
    <>
      <section class="card">
        <h2 class="name">{view.person.name}</h2>
        <p class="soft">{placeWords(view.person)}</p>
        <p class={`checkup-state checkup-state-${checkup.state}`}>{stateWords(checkup)}</p>
        <p class="soft">
          {checkup.contract
            ? t("page.contract", { doctor: checkup.contract.doctor, day: checkup.contract.until })
            : t("page.no_contract")}
        </p>
      </section>
      <Found checkup={checkup} />
      <ul class="checkup-sections">
        {sections.map((section) => (
          <SectionLine key={section.id} section={section} checkup={checkup} missing={missing} />
        ))}
      </ul>
    </>
  );
}

interface SectionLineProps {
  section: Section;
  checkup: CheckupView;
  missing: string[];
}

function SectionLine({ section, checkup, missing }: SectionLineProps) {
  const held = checkup.sections.get(section.id);
  const here = new Set(section.fields.map(({ id }) => id));
  const open = missing.filter((name) => here.has(name)).length;
  const asked = section.fields.filter((one) => isAsked(one, checkup.values, checkup.view.person.sex));
  const filled = asked.filter(({ id }) => isFilled(checkup.values[id])).length;
  return (
    <li>
      <a class="checkup-section" href={`#/people/${checkup.view.person.id}/checkup/${section.id}`}>
        <Icon name={open === 0 && filled > 0 ? "check" : "pen"} />
        <span>
          <strong>{said(section)}</strong>
          <span class="soft">
            {open > 0 ? t("section.open", { n: open }) : filled > 0 ? t("section.filled") : t("section.optional")}
            {held?.author && ` · ${t("section.by", { name: held.author })}`}
          </span>
          {held && held.clashes.length > 0 && (
            <span class="trouble">{t("section.clashes", { n: held.clashes.length })}</span>
          )}
        </span>
        {held?.state === "on_this_phone" && <StateMark state="on_this_phone" />}
      </a>
    </li>
  );
}

function SectionPage({ view, section }: { view: PersonView; section: Section }) {
  const year = thisYear.value;
  // What was there when the form was opened; what comes meanwhile is merged by value.
  const begun = useSignal(checkupOf(view, year)).peek();
  const held = begun.sections.get(section.id);
  const { person } = view;
  const key = fillDraftKey(person.id, year, section.id);
  return (
    <Page top={<Bar title={said(section)} to={`/people/${person.id}/checkup`} />}>
      <h2 class="name">{person.name}</h2>
      <SectionForm
        section={section}
        sex={person.sex}
        year={year}
        today={isoOf(today.value)}
        bounds={rule.value.bounds}
        values={begun.values}
        answers={held?.answers ?? {}}
        clashes={held?.clashes ?? []}
        store={{
          loadDraft: () => current.value?.outbox.draft<Draft>(key) ?? Promise.resolve(null),
          keepDraft: (draft) => void current.value?.outbox.keepDraft(key, draft).catch(() => undefined),
          save: async ({ set, settle }) => {
            if (Object.keys(set).length + settle.length === 0) await current.value?.outbox.dropDraft(key);
            else await saveFill({ person: person.id, year, form_version: 1, section: section.id, set, settle });
          },
          done: () => leave(person.id),
        }}
      />
    </Page>
  );
}

function leave(person: string): void {
  if (history.length > 1) back(`/people/${person}/checkup`);
  else go(`/people/${person}/checkup`);
}
