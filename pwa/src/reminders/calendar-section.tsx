import { useSignal } from "@preact/signals";
import { entries } from "../register/home-page";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { today } from "../ui/today";
import { calendarFile, daysDue } from "./calendar-file";
import { t } from "./i18n";
import { closeCalendar, type Mine, openCalendar } from "./own";

/** The phone's own calendar: a file that needs no server, and a secret address that a calendar asks by itself. */
export function CalendarSection({ mine, changed }: { mine: Mine | null; changed: () => Promise<unknown> }) {
  const url = useSignal("");
  const failed = useSignal(false);
  const run = (work: () => Promise<string>) =>
    work().then(
      (made) => {
        url.value = made;
        failed.value = false;
        return changed();
      },
      () => (failed.value = true),
    );
  return (
    <section class="card">
      <h2>{t("reminders.calendar")}</h2>
      <p>{t("reminders.calendar_lead")}</p>
      <CalendarFile />
      {failed.value && <Notice kind="trouble">{t("reminders.failed")}</Notice>}
      {url.value !== "" && <Address url={url.value} />}
      {mine?.calendar && url.value === "" && <p class="soft">{t("reminders.calendar_live")}</p>}
      {mine && (
        <Button kind="second" icon="clock" onPress={() => void run(() => openCalendar().then(absolute))}>
          {mine.calendar ? t("reminders.calendar_again") : t("reminders.calendar_on")}
        </Button>
      )}
      {mine?.calendar && (
        <Button kind="quiet" onPress={() => void run(() => closeCalendar().then(() => ""))}>
          {t("reminders.calendar_off")}
        </Button>
      )}
    </section>
  );
}

/** A server that does not know its own address tells the path alone. */
function absolute({ url }: { url: string }): string {
  return new URL(url, location.href).href;
}

function CalendarFile() {
  const dueBy = entries.value.flatMap(({ standing: { light, due_by } }) =>
    due_by === null || light === "grey" ? [] : [light === "red" ? today.value : due_by],
  );
  const days = daysDue(dueBy, today.value);
  if (days.length === 0) return <p class="soft">{t("reminders.calendar_nobody")}</p>;
  const save = () => {
    const text = calendarFile(days, new Date(), (n) => t("reminders.event", { n }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    link.download = "shouwang.ics";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  return (
    <Button kind="second" icon="check" onPress={save}>
      {t("reminders.calendar_file")}
    </Button>
  );
}

function Address({ url }: { url: string }) {
  const copied = useSignal(false);
  const copy = () =>
    navigator.clipboard?.writeText(url).then(
      () => (copied.value = true),
      () => undefined,
    );
  return (
    <>
      <p>{t("reminders.calendar_made")}</p>
      <input
        class="field"
        aria-label={t("reminders.address")}
        readOnly
        value={url}
        onFocus={(e) => e.currentTarget.select()}
      />
      <Button kind="second" onPress={() => void copy()}>
        {copied.value ? t("reminders.copied") : t("reminders.copy")}
      </Button>
    </>
  );
}
