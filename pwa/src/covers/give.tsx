import { type Signal, useSignal } from "@preact/signals";
import { type Day, dayOf, isoOf } from "../duties/days";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { type PersonView, people } from "../local/view";
import { dateWords } from "../register/day-words";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { MOST_DAYS, mayStandIn } from "./checking";
import { type Cover, codeOf as signedCode } from "./code";
import { type DeviceKey, ownKey } from "./device-key";
import { handed } from "./handing";
import { t } from "./i18n";
import { usePressing } from "./pressing";
import { QrCode } from "./qr-code";
import { saveGivenOf, saving } from "./saving";

/** More make a code that a cheap camera does not read. */
const MOST_PEOPLE = 10;
const ANYBODY = "";

/** What is chosen so far. */
interface Wish {
  people: string[];
  days: "1" | "3" | "7" | "other";
  first: string;
  last: string;
  taker: string;
}

interface Offer {
  cover: Cover;
  code: string;
  key: DeviceKey;
  to: string | null;
}

type Trouble = "nobody" | "too_many" | "bad_days" | "no_key" | "failed" | "storage_full" | null;

/** Choosing whom, until when and to whom; then the code. */
export function Give() {
  const hers = people.value.filter(isOwn);
  const wish = useSignal<Wish>(firstWish(hers));
  const offer = useSignal<Offer | null>(null);
  if (offer.value) return <Shown offer={offer.value} again={() => (offer.value = null)} />;
  return <Wishing hers={hers} wish={wish} show={(made) => (offer.value = made)} />;
}

function firstWish(hers: PersonView[]): Wish {
  const day = isoOf(today.value);
  const chosen = hers.length > MOST_PEOPLE ? [] : hers.map(({ person }) => person.id);
  return { people: chosen, days: "3", first: day, last: day, taker: ANYBODY };
}

function Wishing({ hers, wish, show }: { hers: PersonView[]; wish: Signal<Wish>; show: (offer: Offer) => void }) {
  const trouble = useSignal<Trouble>(null);
  const change = (some: Partial<Wish>) => {
    wish.value = { ...wish.value, ...some };
    trouble.value = null;
  };
  const offer = async (): Promise<Trouble> => {
    const why = troubleIn(wish.value);
    const made = why === null && (await offerOf(wish.value).catch(() => null));
    if (made) show(made);
    return made ? null : (why ?? "no_key");
  };
  const { busy, press } = usePressing(offer, (why) => (trouble.value = why));
  return (
    <Page
      top={<TopBar title={t("cover.give")} back={() => back("/cover")} />}
      bottom={
        <div class="save-bar">
          {trouble.value && <Notice kind="trouble">{t(`cover.${trouble.value}`, { n: MOST_PEOPLE })}</Notice>}
          <Button icon="scan" busy={busy} onPress={press}>
            {t("cover.show")}
          </Button>
        </div>
      }
    >
      {hers.length === 0 && <p>{t("cover.no_people")}</p>}
      <Chips
        legend={t("cover.whom", { n: wish.value.people.length })}
        options={hers.map(({ person }) => ({ value: person.id, words: person.name }))}
        chosen={wish.value.people}
        onToggle={(id) => change({ people: toggled(wish.value.people, id) })}
      />
      <Days wish={wish.value} change={change} />
      <Taker hers={hers} wish={wish.value} change={change} />
    </Page>
  );
}

interface PartProps {
  wish: Wish;
  change: (some: Partial<Wish>) => void;
}

function Days({ wish, change }: PartProps) {
  const options = (["1", "3", "7", "other"] as const).map((value) => ({ value, words: t(`cover.for_${value}`) }));
  return (
    <>
      <Choice
        legend={t("cover.how_long")}
        name="days"
        columns={2}
        options={options}
        chosen={wish.days}
        onChoose={(days) => change({ days })}
      />
      {wish.days === "other" && (
        <>
          <DayField name="first" value={wish.first} choose={(first) => change({ first })} />
          <DayField name="last" value={wish.last} choose={(last) => change({ last })} />
        </>
      )}
    </>
  );
}

function DayField({ name, value, choose }: { name: "first" | "last"; value: string; choose: (day: string) => void }) {
  return (
    <label class="labelled">
      <span class="question">{t(`cover.${name}`)}</span>
      <input
        class="field"
        type="date"
        name={name}
        min={isoOf(today.value)}
        value={value}
        onInput={(event) => choose(event.currentTarget.value)}
      />
    </label>
  );
}

/** Whom this phone knows by name cares for one of these people as well; everybody else scans. */
function Taker({ hers, wish, change }: PartProps & { hers: PersonView[] }) {
  const others = othersIn(hers);
  if (others.length === 0) return null;
  const options = [
    { value: ANYBODY, words: t("cover.anybody") },
    ...others.map(([value, words]) => ({ value, words })),
  ];
  return (
    <Choice
      legend={t("cover.to_whom")}
      name="taker"
      columns={2}
      options={options}
      chosen={wish.taker}
      onChoose={(taker) => change({ taker })}
    />
  );
}

/** The code, large; it is told to the township once the other one has it. */
function Shown({ offer, again }: { offer: Offer; again: () => void }) {
  const { cover, code, key, to } = offer;
  const trouble = useSignal<Trouble>(null);
  const done = async () => {
    const why = await saving((session) => saveGivenOf(session, cover, code, key.public));
    if (why === null) replace("/cover");
    return why;
  };
  const { busy, press } = usePressing(done, (why) => (trouble.value = why));
  const days = { first: dateWords(cover.first, today.value), last: dateWords(cover.last, today.value) };
  return (
    <Page
      top={<TopBar title={t("cover.scan_this")} back={again} />}
      bottom={
        <div class="save-bar">
          {trouble.value && <Notice kind="trouble">{t(`cover.${trouble.value}`, { n: MOST_PEOPLE })}</Notice>}
          <Button icon="check" busy={busy} onPress={press}>
            {t("cover.scanned")}
          </Button>
        </div>
      }
    >
      <QrCode text={code} words={t("cover.qr")} />
      <p>{t("cover.then", { what: t("cover.take") })}</p>
      <p>
        <strong>{cover.people.map(({ name }) => name).join(t("cover.and"))}</strong>
      </p>
      <p>{t("cover.days", days)}</p>
      <p class="soft">{to === null ? t("cover.for_anybody") : t("cover.for_name", { name: to })}</p>
    </Page>
  );
}

/** Whom she may hand over: those whom she has in her own right. */
function isOwn({ assignments, handed }: PersonView): boolean {
  const who = current.value?.account.user;
  const day = isoOf(today.value);
  return !handed && assignments.some((one) => one.user === who && !one.cover && (one.valid_to ?? day) >= day);
}

function othersIn(hers: PersonView[]): [string, string][] {
  const { user: who, role = "" } = current.value?.account ?? {};
  const day = isoOf(today.value);
  const running = hers
    .flatMap(({ assignments }) => assignments)
    .filter((one) => one.user !== who && mayStandIn(one.role, role))
    .filter((one) => one.valid_from <= day && (one.valid_to ?? day) >= day);
  return Array.from(new Map(running.map((one) => [one.user, one.user_name])));
}

function toggled(ids: string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

function troubleIn(wish: Wish): Trouble {
  if (wish.people.length === 0) return "nobody";
  if (wish.people.length > MOST_PEOPLE) return "too_many";
  return daysOf(wish) === null ? "bad_days" : null;
}

/** Null where the days cannot be meant. */
function daysOf({ days, first, last }: Wish): [Day, Day] | null {
  if (days !== "other") return [today.value, today.value + Number(days) - 1];
  if (first === "" || last === "") return null;
  const [from, to] = [dayOf(first), dayOf(last)];
  return from >= today.value && to >= from && to - from < MOST_DAYS ? [from, to] : null;
}

async function offerOf(wish: Wish): Promise<Offer | null> {
  const session = current.value;
  const key = session && (await ownKey(session));
  const days = daysOf(wish);
  const views = people.value.filter(({ person }) => wish.people.includes(person.id));
  const township = views[0]?.person.township;
  if (!session || !key || !days || township === undefined) return null;
  const { account, phone } = session;
  const cover: Cover = {
    id: uuid7(phone),
    giver: account.user,
    giver_name: account.name,
    taker: wish.taker === ANYBODY ? null : wish.taker,
    key: key.id,
    township,
    first: days[0],
    last: days[1],
    people: views.map((view) => handed(view, today.value)),
  };
  const to = othersIn(views).find(([user]) => user === wish.taker)?.[1] ?? null;
  return { cover, code: await signedCode(cover, key.sign), key, to };
}
