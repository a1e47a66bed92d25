import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { current } from "../local/current";
import { people } from "../local/view";
import { dateWords } from "../register/day-words";
import { back } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { tellKey } from "./device-key";
import { Give } from "./give";
import { t } from "./i18n";
import { usePressing } from "./pressing";
import { type Given, givenOf, saveEndOf, saving } from "./saving";
import { type Standing, standing } from "./standing";
import { Take } from "./take";
import "./covers.css";

/** Handing people over and taking them: what runs, and the two ways to begin. */
export default function CoverPage({ step }: { step: string }) {
  useKeyTold();
  if (step === "give") return <Give />;
  if (step === "take") return <Take />;
  return (
    <Page
      top={
        <TopBar title={t("cover.title")} back={() => back("/me")}>
          <UnsentMark />
        </TopBar>
      }
    >
      <p>{t("cover.lead")}</p>
      <ButtonLink icon="leave" href="#/cover/give">
        {t("cover.give")}
      </ButtonLink>
      <ButtonLink kind="second" icon="scan" href="#/cover/take">
        {t("cover.take")}
      </ButtonLink>
      <Running />
    </Page>
  );
}

/** While there is a network: then the other phone may tell of a cover before this one does. */
function useKeyTold(): void {
  useEffect(() => {
    const session = current.value;
    if (session) void tellKey(session).catch(() => undefined);
  }, []);
}

function Running() {
  const session = current.value;
  const given = useSignal<Given[]>([]);
  useEffect(() => {
    if (session) void givenOf(session).then((found) => (given.value = found));
  }, [session?.memory.covers.value]);
  if (!session) return null;
  const { memory, account } = session;
  const found = standing(people.value, given.value, memory.covers.value, account.user, today.value);
  return (
    <section class="section">
      <h2>{t("cover.running")}</h2>
      {found.length === 0 && <p class="soft">{t("cover.none")}</p>}
      <ul class="lines">
        {found.map((one) => (
          <Line key={one.id} cover={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ cover }: { cover: Standing }) {
  const { first, last } = cover;
  return (
    <li class="line">
      <p>
        <strong>{sideWords(cover)}</strong>
      </p>
      <p>{cover.names.join(t("cover.and"))}</p>
      <p>{t("cover.days", { first: dateWords(first, today.value), last: dateWords(last, today.value) })}</p>
      {cover.ending ? <p class="soft">{t("cover.ending")}</p> : <End cover={cover} />}
    </li>
  );
}

function sideWords({ side, other }: Standing): string {
  if (side === "taken") return t("cover.taken_from", { name: other ?? "" });
  return other === null ? t("cover.not_taken") : t("cover.given_to", { name: other });
}

/** After a second word: it ends with today. */
function End({ cover }: { cover: Standing }) {
  const state = useSignal<"closed" | "asking" | "failed" | "storage_full">("closed");
  const end = () => saving((session) => saveEndOf(session, cover.id, cover.people));
  const { busy, press } = usePressing(end, (why) => (state.value = why));
  if (state.value === "closed") {
    return (
      <Button kind="second" onPress={() => (state.value = "asking")}>
        {t(cover.side === "given" ? "cover.end_given" : "cover.end_taken")}
      </Button>
    );
  }
  return (
    <Notice kind={state.value === "asking" ? "warning" : "trouble"}>
      <p>{t(state.value === "asking" ? "cover.end_sure" : `cover.${state.value}`)}</p>
      <Button icon="check" busy={busy} onPress={press}>
        {t("cover.end_yes")}
      </Button>
      <Button kind="second" onPress={() => (state.value = "closed")}>
        {t("cover.end_no")}
      </Button>
    </Notice>
  );
}
