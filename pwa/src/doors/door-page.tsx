import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { people } from "../local/view";
import { keepScanned } from "../records/scanned";
import { back, replace } from "../router";
import { syncNow, syncState } from "../sync/sync";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import Scanner from "../ui/scanner/scanner";
import { TopBar } from "../ui/top-bar";
import { type Behind, behind, hashOf, tokenIn } from "./card";
import { t } from "./i18n";

/** The card at a door opens the visit of who lives there. Without a token it is looked for by the camera. */
export default function DoorPage({ token }: { token: string }) {
  return (
    <Page top={<TopBar title={t("door.title")} back={() => back("/")} />}>
      {token === "" ? <Scan /> : <Card token={token} />}
    </Page>
  );
}

function Scan() {
  const take = (text: string) => {
    const token = tokenIn(text);
    if (token !== null) replace(`/door/${token}`);
    return token !== null;
  };
  return (
    <>
      <Heading words={t("door.scan")} />
      <Scanner take={take} other={t("door.other")} />
      <ToList />
    </>
  );
}

function Card({ token }: { token: string }) {
  const hash = useSignal<string | null>(null);
  useEffect(() => {
    hashOf(token).then((found) => {
      hash.value = found;
    });
  }, [token]);
  return hash.value === null ? null : <Found token={token} found={behind(hash.value, people.value)} />;
}

function Found({ token, found: { state, views } }: { token: string; found: Behind }) {
  const open = (person: string) => {
    keepScanned(
      token,
      views.map((view) => view.person.id),
    );
    replace(`/people/${person}/visit`);
  };
  const only = state === "good" && views.length === 1 ? views[0]?.person.id : undefined;
  useEffect(() => (only === undefined ? undefined : open(only)), [only]);
  if (only !== undefined) return null;
  return (
    <>
      <Heading words={t(state === "unknown" ? "door.unknown" : "door.whom")} />
      {state === "unknown" && <WhatToDo />}
      {state === "void" && <Notice kind="warning">{t("door.void")}</Notice>}
      {views.map(({ person }) => (
        <Button key={person.id} kind="second" icon="person" onPress={() => open(person.id)}>
          {person.name}
        </Button>
      ))}
      <ButtonLink kind="second" icon="scan" href="#/door">
        {t("door.again")}
      </ButtonLink>
      <ToList />
    </>
  );
}

/** She stands at a door that is not in her list: what it may be, and what she can do about each. */
function WhatToDo() {
  return (
    <>
      <ul class="lines">
        {(["new", "stands_in", "nobody"] as const).map((what) => (
          <li key={what}>
            <strong>{t(`door.${what}`)}</strong>
            <p>{t(`door.${what}_do`)}</p>
          </li>
        ))}
      </ul>
      <Button kind="second" icon="sync" busy={syncState.value.running} onPress={() => void syncNow()}>
        {t("door.sync")}
      </Button>
      <ButtonLink kind="second" icon="scan" href="#/cover/take">
        {t("door.take_over")}
      </ButtonLink>
      <ButtonLink kind="second" icon="phone" href="#/help">
        {t("door.urgent")}
      </ButtonLink>
    </>
  );
}

function ToList() {
  return (
    <ButtonLink kind="second" icon="people" href="#/">
      {t("door.to_people")}
    </ButtonLink>
  );
}
