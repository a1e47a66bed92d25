import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isStaff } from "../accounts/roles";
import { codeOf } from "../api/failure";
import { account } from "../local/accounts";
import { replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { t } from "./i18n";
import { answer } from "./own";
import { waiting } from "./waiting";

/**
 * Where a reminder leads. A tapped notification has answered by itself: the form of whoever waits most opens at once.
 * A link in a text message brings the secret that answers, and so the question whether she is on her way.
 */
export default function DuePage({ reply }: { reply: string }) {
  return isStaff(account.value?.role ?? "") ? <ToDesk reply={reply} /> : <Due reply={reply} />;
}

/** Whoever works at a desk has no list of her own: an emergency leads to the needs, a digest to the page of the day. */
function ToDesk({ reply }: { reply: string }) {
  useEffect(() => {
    const told = reply === "" ? Promise.resolve({ kind: null }) : answer(reply, "seen");
    told.then(
      ({ kind }) => replace(kind === "emergency" ? "/desk/needs" : "/desk"),
      () => replace("/desk"),
    );
  }, [reply]);
  return null;
}

function Due({ reply }: { reply: string }) {
  const first = waiting.value[0];
  useEffect(() => {
    if (isSecret(reply)) answer(reply, "seen").catch(() => undefined);
  }, [reply]);
  // Opened by a notification, the app may still be reading its list.
  const isKnown = first !== undefined;
  useEffect(() => {
    if (reply === "" && first) replace(formOf(first.view.person.id));
  }, [isKnown]);
  if (!first) return <Nobody />;
  return (
    <Page>
      <Heading words={t("due.title", { n: waiting.value.length })} />
      {reply !== "" && <OnMyWay reply={reply} />}
      {waiting.value.map(({ view: { person } }) => (
        <ButtonLink key={person.id} icon="pen" href={`#${formOf(person.id)}`}>
          {t("due.record", { name: person.name })}
        </ButtonLink>
      ))}
    </Page>
  );
}

/** Whether it may be the secret of a reminder: a link that was cut on its way is none. */
function isSecret(reply: string): boolean {
  return /^[\w-]{32}$/.test(reply);
}

function formOf(person: string): string {
  return `/people/${person}/visit`;
}

function OnMyWay({ reply }: { reply: string }) {
  const told = useSignal<"not_yet" | "busy" | "told" | "failed" | "too_old">(isSecret(reply) ? "not_yet" : "too_old");
  const tell = () => {
    told.value = "busy";
    answer(reply, "on_my_way").then(
      () => (told.value = "told"),
      (thrown) => (told.value = ["unknown", "invalid"].includes(codeOf(thrown)) ? "too_old" : "failed"),
    );
  };
  if (told.value === "told") return <Notice kind="good">{t("due.told")}</Notice>;
  if (told.value === "too_old") return <Notice>{t("due.too_old")}</Notice>;
  return (
    <>
      {told.value === "failed" && <Notice>{t("due.not_told")}</Notice>}
      <Button kind="second" icon="forward" busy={told.value === "busy"} onPress={tell}>
        {t("due.on_my_way")}
      </Button>
    </>
  );
}

function Nobody() {
  return (
    <Page>
      <Heading words={t("due.nobody")} />
      <p class="soft">{t("due.elsewhere")}</p>
      <ButtonLink icon="people" href="#/">
        {t("due.to_people")}
      </ButtonLink>
    </Page>
  );
}
