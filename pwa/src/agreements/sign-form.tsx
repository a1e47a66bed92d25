import { useSignal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { PicturesField } from "../blobs/pictures-field";
import { isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { useDrafted } from "../local/drafted";
import type { PersonView } from "../local/view";
import { clockTime, countyDay } from "../register/day-words";
import { back, replace } from "../router";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { blank, bodyOf, kindsFor, likelyName, type Signed, type Trouble, termOf } from "./draft";
import { agreementsOf, standingOf } from "./held";
import { t } from "./i18n";
import { kindOf } from "./kinds";
import { saveAgreement } from "./save-agreement";
import { SaveBar } from "./save-bar";
import { kindWords, serviceWords } from "./words";

/** The paper is signed: its picture, and what is on it. All but the picture is filled in already. */
export function SignForm({ view }: { view: PersonView }) {
  const { person } = view;
  const key = `agreement:${person.id}`;
  const [standing] = standingOf(view);
  const renews = standing?.coverage === "covered" && standing.misfit === null ? standing.term : null;
  const draft = useDrafted<Signed>(key, () => blank(standing?.wanted, renews, isoOf(today.value)));
  const trouble = useSignal<Trouble | "not_saved" | "storage_full" | null>(null);
  const busy = useSignal(false);
  const set = (change: Partial<Signed>) => {
    trouble.value = null;
    draft.value = { ...draft.value, ...change };
  };
  const save = async () => {
    const known = agreementsOf(person.id).map(({ id }) => id);
    const body = bodyOf(draft.value, view, known, isoOf(today.value));
    if (typeof body === "string") {
      trouble.value = body;
      return;
    }
    busy.value = true;
    try {
      await saveAgreement({ op: "agreement.create", body }, person.id, key);
      replace(`/people/${person.id}`);
    } catch (thrown) {
      trouble.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
    busy.value = false;
  };
  const { kind, pictures, services } = draft.value;
  return (
    <Page
      top={
        <TopBar
          title={t(renews ? "sign.renew" : "sign.title", { name: person.name })}
          back={() => back(`/people/${person.id}`)}
        >
          <UnsentMark />
        </TopBar>
      }
      bottom={
        <SaveBar trouble={trouble.value && t(`sign.${trouble.value}`)} busy={busy.value} press={() => void save()} />
      }
    >
      <p class="soft">{t("sign.lead")}</p>
      <Choice
        legend={t("sign.kind")}
        name="kind"
        columns={2}
        options={kindsFor(view).map(({ id }) => ({ value: id, words: kindWords(id) }))}
        chosen={kind}
        onChoose={(value) => set({ kind: value, services: [...kindOf(value).usual], ...termOf(draft.value, value) })}
      />
      <section class="section visit-blobs" aria-labelledby="agreement-pictures">
        <h3 id="agreement-pictures" class="question">
          {t("sign.picture")}
        </h3>
        <PicturesField
          pictures={pictures}
          lines={() => printed(view)}
          change={(value) => set({ pictures: value.slice(0, 6) })}
        />
      </section>
      <Chips
        legend={t("sign.services")}
        options={kindOf(kind).services.map((value) => ({ value, words: serviceWords(value) }))}
        chosen={services}
        onToggle={(value) =>
          set({ services: services.includes(value) ? services.filter((each) => each !== value) : [...services, value] })
        }
      />
      <Parties draft={draft.value} view={view} set={set} />
      <Days draft={draft.value} set={set} />
    </Page>
  );
}

interface PartProps {
  draft: Signed;
  set: (change: Partial<Signed>) => void;
}

function Parties({ draft, view, set }: PartProps & { view: PersonView }) {
  return (
    <details class="section">
      <summary>
        <span class="question">{t("sign.parties")}</span>
      </summary>
      {kindOf(draft.kind).parties.map((roles) => {
        const [role = "person"] = roles;
        return (
          <label class="labelled" key={role}>
            <span class="question">{roles.map((each) => t(`role.${each}`)).join(" / ")}</span>
            <input
              class="field"
              maxLength={80}
              value={draft.names[role] ?? likelyName(role, view)}
              onInput={(event) => set({ names: { ...draft.names, [role]: event.currentTarget.value } })}
            />
          </label>
        );
      })}
    </details>
  );
}

function Days({ draft, set }: PartProps) {
  const latest = isoOf(today.value);
  return (
    <details class="section">
      <summary>
        <span class="question">{t("sign.days")}</span>{" "}
        <span class="soft">{t("hers.term", { from: draft.from, to: draft.to || t("hers.open_end") })}</span>
      </summary>
      <Day words={t("sign.signed_on")} value={draft.signed} max={latest} change={(signed) => set({ signed })} />
      <Day
        words={t("sign.valid_from")}
        value={draft.from}
        change={(from) => set({ from, ...(from && termOf({ from }, draft.kind)) })}
      />
      <Day words={t("sign.valid_to")} value={draft.to} change={(to) => set({ to })} />
    </details>
  );
}

function Day(props: { words: string; value: string; max?: string; change: (day: string) => void }) {
  const { words, value, max, change } = props;
  return (
    <label class="labelled">
      <span class="question">{words}</span>
      <input
        class="field"
        type="date"
        value={value}
        {...(max && { max })}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}

/** What is printed on a picture: when and in which village; never who signed. */
function printed({ person }: PersonView): string[] {
  const now = Date.now();
  return [
    `${isoOf(countyDay(now))} ${clockTime(now)} ${person.village_name}`,
    t("sign.printed", { who: account.value?.name ?? "" }),
  ];
}
