import { useSignal } from "@preact/signals";
import type { EndReason } from "../api/agreement-rows";
import { codeOf } from "../api/failure";
import { isoOf } from "../duties/days";
import { useDrafted } from "../local/drafted";
import type { PersonView } from "../local/view";
import { back, replace } from "../router";
import { Choice } from "../ui/choice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { holdsOn } from "./fits";
import { agreementsOf } from "./held";
import { t } from "./i18n";
import { saveAgreement } from "./save-agreement";
import { SaveBar } from "./save-bar";
import { kindWords } from "./words";

const REASONS: EndReason[] = ["carer_changed", "moved_in", "moved_out", "left", "died", "not_kept", "other"];
const WHENS = ["today", "yesterday"] as const;

interface Ending {
  reason: EndReason | null;
  when: (typeof WHENS)[number];
}

/** An agreement ends before its time: why, and on which day. */
export function EndForm({ view, agreement }: { view: PersonView; agreement: string }) {
  const { person } = view;
  const key = `agreement-end:${agreement}`;
  const draft = useDrafted<Ending>(key, () => ({ reason: null, when: "today" }));
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const found = agreementsOf(person.id).find(({ id }) => id === agreement);
  const now = isoOf(today.value);
  const isOpen = found && found.ended_on === null && holdsOn(found, now);
  const set = (change: Partial<Ending>) => {
    trouble.value = null;
    draft.value = { ...draft.value, ...change };
  };
  const save = async () => {
    const { reason, when } = draft.value;
    if (!reason) {
      trouble.value = t("end.why_missing");
      return;
    }
    busy.value = true;
    try {
      const day = isoOf(today.value - (when === "yesterday" ? 1 : 0));
      // One that began today cannot have ended before.
      const ended_on = found && day < found.valid_from ? found.valid_from : day;
      await saveAgreement({ op: "agreement.end", body: { agreement, ended_on, reason } }, person.id, key);
      replace(`/people/${person.id}`);
    } catch (thrown) {
      trouble.value = t(codeOf(thrown) === "storage_full" ? "sign.storage_full" : "sign.not_saved");
    }
    busy.value = false;
  };
  return (
    <Page
      top={
        <TopBar title={t("end.title", { name: person.name })} back={() => back(`/people/${person.id}`)}>
          <UnsentMark />
        </TopBar>
      }
      bottom={isOpen && <SaveBar trouble={trouble.value} busy={busy.value} press={() => void save()} />}
    >
      {!isOpen ? (
        <p>{t("end.unknown")}</p>
      ) : (
        <>
          <p>{t("end.lead", { kind: kindWords(found.kind), from: found.valid_from })}</p>
          <Choice
            legend={t("end.why")}
            name="why"
            columns={2}
            options={REASONS.map((value) => ({ value, words: t(`end.${value}`) }))}
            chosen={draft.value.reason}
            onChoose={(reason) => set({ reason })}
          />
          <Choice
            legend={t("end.when")}
            name="when"
            columns={2}
            options={WHENS.map((value) => ({ value, words: t(`end.${value}`) }))}
            chosen={draft.value.when}
            onChoose={(when) => set({ when })}
          />
        </>
      )}
    </Page>
  );
}
