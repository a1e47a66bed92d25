import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { account } from "../local/accounts";
import { unsent } from "../local/view";
import { daysOver, daysSilent } from "../sync/silence";
import { syncState } from "../sync/sync";
import { Button } from "./button";
import { lookAround, perils } from "./keeping";
import { Lazily } from "./lazily";
import { Notice } from "./notice";
import { update } from "./update";

/* Few phones ever need these sentences. */
const keeping = () => import("../accounts/keeping");

/** A clock that is off by more would move visits to another day. */
const CLOCK_TOLERANCE = 10;

const FAILURES: Record<string, FailureKey> = {
  no_network: "sync.no_network",
  timed_out: "sync.no_network",
  unknown_token: "sync.sign_in_again",
  device_revoked: "sync.device_revoked",
  user_deactivated: "sync.user_deactivated",
  forbidden: "sync.user_deactivated",
  busy: "sync.busy",
};

type FailureKey =
  | "sync.no_network"
  | "sync.sign_in_again"
  | "sync.device_revoked"
  | "sync.user_deactivated"
  | "sync.busy"
  | "sync.failed";

/** What stands between this phone and the township, if anything, and what to do about it. */
export function Troubles() {
  const { failure, clock_off_minutes, outdated, last_success, pictures, pictures_since } = syncState.value;
  const silent = account.value ? daysSilent(last_success, account.value.enrolled_at, Date.now()) : 0;
  const waited = pictures_since === null ? 0 : daysOver(pictures_since, Date.now());
  useEffect(() => void lookAround(), [account.value?.user]);
  return (
    <>
      {Math.abs(clock_off_minutes ?? 0) > CLOCK_TOLERANCE && (
        <Notice kind="warning">{clockWords(Math.abs(clock_off_minutes ?? 0))}</Notice>
      )}
      {update.value && <NewVersion activate={update.value} />}
      {outdated && !update.value && <Outdated />}
      {silent > 0 && unsent.value > 0 && (
        <Notice kind="warning">{t("sync.silent", { days: silent, n: unsent.value })}</Notice>
      )}
      {waited > 0 && pictures > 0 && (
        <Notice kind="warning">{t("sync.pictures_wait", { days: waited, n: pictures })}</Notice>
      )}
      {perils.value.length > 0 && <Lazily load={keeping} perils={perils.value} />}
      {failure !== null && <FailureWords words={FAILURES[failure] ?? "sync.failed"} />}
    </>
  );
}

/** Never by itself: switching reloads the page, and a form may be open in another one. */
function NewVersion({ activate }: { activate: () => void }) {
  return (
    <Notice kind="good">
      <p>{t("app.new_version")}</p>
      <Button kind="second" icon="sync" onPress={activate}>
        {t("app.switch_version")}
      </Button>
    </Notice>
  );
}

/** The new version comes by itself after the page is opened again with a network. */
function Outdated() {
  return (
    <Notice>
      <p>{t("app.outdated")}</p>
      <Button kind="second" icon="sync" onPress={() => location.reload()}>
        {t("app.reload")}
      </Button>
    </Notice>
  );
}

/** No network is how most days are: said, but without a frame around it. */
function FailureWords({ words }: { words: FailureKey }) {
  return words === "sync.no_network" ? <p class="soft">{t(words)}</p> : <Notice>{t(words)}</Notice>;
}

function clockWords(minutes: number): string {
  if (minutes < 120) return t("clock.wrong", { n: Math.round(minutes) });
  return t("clock.wrong_hours", { n: Math.round(minutes / 60) });
}
