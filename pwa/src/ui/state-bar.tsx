import { t } from "../i18n";
import { practising } from "../local/current";
import { attention, unsent } from "../local/view";
import { syncNow, syncState } from "../sync/sync";
import { Button, ButtonLink } from "./button";
import { type RecordState, StateShape } from "./state-mark";

/** Whether everything has reached the township, always in view, and the one button that sends it. */
export function StateBar() {
  if (practising.value) return <PracticeBar />;
  const { running, pictures } = syncState.value;
  const needy = toAttendTo();
  return (
    <div class="state-bar">
      <a class="state-words" href="#/records">
        <StateShape state={worstState()} />
        <span role="status">
          <strong>{recordWords(pictures)}</strong>
          {pictures > 0 && <span class="needy">{t("sync.pictures", { n: pictures })}</span>}
          {needy > 0 && <span class="needy">{t("sync.attention", { n: needy })}</span>}
        </span>
      </a>
      <Button kind="second" icon="sync" busy={running} onPress={() => void syncNow()}>
        {running ? t("sync.running") : t("sync.button")}
      </Button>
    </div>
  );
}

/** Not all is sent while a picture waits. */
function recordWords(pictures: number): string {
  if (unsent.value > 0) return t("sync.unsent", { n: unsent.value });
  return t(pictures > 0 ? "sync.records_sent" : "sync.all_sent");
}

/** In its place while nothing is real. */
function PracticeBar() {
  return (
    <div class="state-bar">
      <p class="state-words">
        <strong role="status">{t("sync.practice")}</strong>
      </p>
      <ButtonLink kind="second" href="#/practice">
        {t("sync.practice_end")}
      </ButtonLink>
    </div>
  );
}

function worstState(): RecordState {
  if (toAttendTo() > 0) return "needs_attention";
  return unsent.value > 0 ? "on_this_phone" : "sent";
}

/** Records that wait for a person, and pictures that no server would take. */
function toAttendTo(): number {
  return attention.value + syncState.value.refused;
}

/** The same in the corner of a page that does one thing. */
export function UnsentMark() {
  if (practising.value) return <p class="unsent-mark">{t("sync.practice_short")}</p>;
  if (unsent.value === 0) return null;
  return (
    <p class="unsent-mark">
      <StateShape state="on_this_phone" />
      <span>{t("sync.unsent_short", { n: unsent.value })}</span>
    </p>
  );
}
