import { useSignal } from "@preact/signals";
import { useState } from "preact/hooks";
import { account } from "../local/accounts";
import { current } from "../local/current";
import { people } from "../local/view";
import { dateWords } from "../register/day-words";
import { back, replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import Scanner from "../ui/scanner/scanner";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { troubleWith } from "./checking";
import { type Cover, coverIn } from "./code";
import { t } from "./i18n";
import { usePressing } from "./pressing";
import { saveTakenOf, saving } from "./saving";

/** Scanning somebody's code, and a second word before her people are on the list. */
export function Take() {
  const scanned = useSignal<{ cover: Cover; code: string } | null>(null);
  const take = (text: string) => {
    const code = text.trim();
    const cover = coverIn(code);
    if (cover) scanned.value = { cover, code };
    return cover !== null;
  };
  return (
    <Page top={<TopBar title={t("cover.take")} back={() => back("/cover")} />}>
      {scanned.value === null ? (
        <>
          <p>{t("cover.scan_lead", { what: t("cover.give") })}</p>
          <Scanner take={take} other={t("cover.other")} />
        </>
      ) : (
        <Scanned {...scanned.value} again={() => (scanned.value = null)} />
      )}
    </Page>
  );
}

function Scanned({ cover, code, again }: { cover: Cover; code: string; again: () => void }) {
  const failed = useSignal<"failed" | "storage_full" | null>(null);
  const who = account.value;
  // As it was scanned: once it is taken it is known, and that is no trouble.
  const [trouble] = useState(who && troubleWith(cover, who, today.value, knownCovers()));
  const take = async () => {
    const why = await saving((session) => saveTakenOf(session, cover, code));
    if (why === null) replace("/");
    return why;
  };
  const { busy, press } = usePressing(take, (why) => (failed.value = why));
  const days = { first: dateWords(cover.first, today.value), last: dateWords(cover.last, today.value) };
  return (
    <>
      <section class="card">
        <h2 class="name">{t("cover.asked_by", { name: cover.giver_name })}</h2>
        <p>{t("cover.days", days)}</p>
        <ul class="lines">
          {cover.people.map(({ id, name, village }) => (
            <li class="line" key={id}>
              <strong>{name}</strong> <span class="soft">{village}</span>
            </li>
          ))}
        </ul>
      </section>
      {trouble && <Notice kind="trouble">{t(`cover.trouble_${trouble}`, { name: cover.giver_name })}</Notice>}
      {failed.value && <Notice kind="trouble">{t(`cover.${failed.value}`)}</Notice>}
      {!trouble && (
        <Button icon="check" busy={busy} onPress={press}>
          {t("cover.accept", { n: cover.people.length })}
        </Button>
      )}
      <Button kind="second" icon="scan" onPress={again}>
        {t("cover.again")}
      </Button>
      {trouble === "known" && (
        <ButtonLink kind="second" icon="people" href="#/">
          {t("cover.to_people")}
        </ButtonLink>
      )}
    </>
  );
}

/** Covers that this phone knows already, from its own items and from what the server told. */
function knownCovers(): Set<string> {
  const items = current.value?.memory.covers.value ?? [];
  const said = items.flatMap(({ envelope }) => (envelope.op === "cover.create" ? [envelope.body.id] : []));
  const told = people.value.flatMap(({ assignments }) => assignments.flatMap(({ cover }) => (cover ? [cover] : [])));
  return new Set([...said, ...told]);
}
