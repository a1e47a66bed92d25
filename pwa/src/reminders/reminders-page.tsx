import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import { language } from "../i18n/catalogue";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { Tabs } from "../ui/tabs";
import { CalendarSection } from "./calendar-section";
import { t } from "./i18n";
import { keepWish, type Mine, readMine } from "./own";
import { PushSection } from "./push-section";

/** How one is reminded: by this browser, by the phone's calendar, by mail, or not at all. */
export default function RemindersPage() {
  const mine = useSignal<Mine | "waiting" | "failed">("waiting");
  const read = () =>
    readMine()
      .then((told) => (told.language === language.value ? told : keepWish({ language: language.value })))
      .then(
        (told) => (mine.value = told),
        () => (mine.value = "failed"),
      );
  useEffect(() => void read(), []);
  const told = mine.value;
  return (
    <Page top={<StateBar />} bottom={<Tabs here="me" />}>
      <Heading words={t("reminders.title")} />
      <p>{t("reminders.lead")}</p>
      {told === "failed" && <Notice kind="warning">{t("reminders.offline")}</Notice>}
      <CalendarSection mine={typeof told === "string" ? null : told} changed={read} />
      {typeof told !== "string" && (
        <>
          <PushSection mine={told} changed={read} />
          <Daily mine={told} keep={mine} />
          {told.digests && told.channels.length > 1 && <Ways mine={told} keep={mine} />}
          {told.channels.includes("email") && <Mail mine={told} keep={mine} />}
        </>
      )}
    </Page>
  );
}

interface WishProps {
  mine: Mine;
  keep: Signal<Mine | "waiting" | "failed">;
}

function Daily({ mine, keep }: WishProps) {
  const failed = useSignal(false);
  const choose = (chosen: "yes" | "no") => {
    keepWish({ digests: chosen === "yes" }).then(
      (told) => {
        keep.value = told;
        failed.value = false;
      },
      () => (failed.value = true),
    );
  };
  return (
    <>
      <Choice<"yes" | "no">
        legend={t("reminders.daily")}
        name="daily"
        columns={2}
        options={[
          { value: "yes", words: t("reminders.daily_yes") },
          { value: "no", words: t("reminders.daily_no") },
        ]}
        chosen={mine.digests ? "yes" : "no"}
        onChoose={choose}
        trouble={failed.value ? t("reminders.failed") : undefined}
      />
      <p class="soft">{t("reminders.daily_note")}</p>
    </>
  );
}

const WAYS = { web_push: "reminders.by_push", sms: "reminders.by_sms", email: "reminders.by_email" } as const;

/** Where more than one road leads to her, each can be shut. */
function Ways({ mine, keep }: WishProps) {
  const failed = useSignal("");
  const choose = (way: string, chosen: "yes" | "no") => {
    const others = mine.without.filter((each) => each !== way);
    const without = chosen === "yes" ? others : [...others, way as keyof typeof WAYS];
    keepWish({ without }).then(
      (told) => {
        keep.value = told;
        failed.value = "";
      },
      () => (failed.value = way),
    );
  };
  return (
    <>
      {mine.channels.map((way) => (
        <Choice<"yes" | "no">
          key={way}
          legend={t(WAYS[way as keyof typeof WAYS])}
          name={way}
          columns={2}
          options={[
            { value: "yes", words: t("reminders.daily_yes") },
            { value: "no", words: t("reminders.daily_no") },
          ]}
          chosen={mine.without.includes(way) ? "no" : "yes"}
          onChoose={(chosen) => choose(way, chosen)}
          trouble={failed.value === way ? t("reminders.failed") : undefined}
        />
      ))}
    </>
  );
}

function Mail({ mine, keep }: WishProps) {
  const said = useSignal("");
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget as HTMLFormElement).get("email") ?? "").trim();
    keepWish({ email: email || null }).then(
      (told) => {
        keep.value = told;
        said.value = t("reminders.email_saved");
      },
      (thrown) => (said.value = t(codeOf(thrown) === "invalid" ? "reminders.email_wrong" : "reminders.failed")),
    );
  };
  return (
    <form class="labelled" onSubmit={save}>
      <label class="question" for="field-email">
        {t("reminders.email")}
      </label>
      <input class="field" id="field-email" type="email" name="email" defaultValue={mine.email ?? ""} />
      <Button kind="second" submit onPress={() => undefined}>
        {t("reminders.email_save")}
      </Button>
      <p role="status">{said.value}</p>
    </form>
  );
}
