import { useRef, useState } from "preact/hooks";
import { townshipsPath, useAnswer } from "../api";
import { Bars } from "../charts/bars";
import { dayText } from "../dates";
import { useDeed } from "../deeds";
import { newId } from "../paper/entering";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { SmallPictures } from "../parts/small-pictures";
import { Answered, Empty } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { addDays } from "../period";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf, refine, route } from "../route";
import { type Check, type Home, type Hygiene, hygienePath, recordCampaign } from "./calls";
import { t } from "./i18n";
import "../styles/charts.css";

const QUARTERS = 4;

/** A township's quarter: what it did together, and its homes from door to door. */
export default function HygienePage({ place }: { place: string }) {
  return (
    <article>
      <h1>{t("hygiene.title")}</h1>
      <p class="desk-period-line">{t("hygiene.lead")}</p>
      {place.length === 9 ? <OneTownship township={place} /> : <AllTownships />}
    </article>
  );
}

function AllTownships() {
  const answer = useAnswer(townshipsPath({}));
  return (
    <Answered answer={answer}>
      {({ rows }) => (
        <ul class="desk-lines">
          {rows.map(({ township, name }) => (
            <li key={township}>
              <a href={hashOf("hygiene", township)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}

function OneTownship({ township }: { township: string }) {
  const answer = useAnswer(hygienePath(township, route.value.query.day ?? ""));
  return (
    <Answered answer={answer}>
      {(reply) => (
        <>
          <Quarters reply={reply} />
          <Campaigns reply={reply} />
          {reply.homes.length === 0 ? (
            <Empty what={t("hygiene.no_homes")} />
          ) : (
            <>
              <Sums reply={reply} />
              <Doors reply={reply} />
            </>
          )}
        </>
      )}
    </Answered>
  );
}

function Quarters({ reply }: { reply: Hygiene }) {
  const firsts: string[] = [];
  for (let day = reply.today; firsts.length < QUARTERS; day = addDays(firsts[firsts.length - 1] ?? day, -1))
    firsts.push(quarterStart(day));
  return (
    <p class="desk-buttons desk-screen-only">
      {firsts.map((first) => (
        <button
          key={first}
          type="button"
          class="desk-button"
          aria-pressed={first === reply.first}
          onClick={() => refine({ day: first })}
        >
          {t("hygiene.quarter", { year: first.slice(0, 4), n: (Number(first.slice(5, 7)) + 2) / 3 })}
        </button>
      ))}
      <a class="desk-button" href={hashOf("exports")}>
        {t("hygiene.ledger")}
      </a>
    </p>
  );
}

function quarterStart(day: string): string {
  const month = 3 * Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1;
  return `${day.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
}

function Campaigns({ reply }: { reply: Hygiene }) {
  const [writes, setWrites] = useState(false);
  return (
    <section class="desk-section" aria-labelledby="hygiene-campaigns">
      <h2 id="hygiene-campaigns">{t("hygiene.campaigns")}</h2>
      {reply.campaigns.length === 0 && <p>{t("hygiene.no_campaign")}</p>}
      <ul class="desk-lines">
        {reply.campaigns.map(({ id, day, title, homes, helpers, done }) => (
          <li key={id}>
            <strong>{t("hygiene.campaign", { day: dayText(day, reply.today), title, homes, helpers })}</strong>
            {done && <span class="desk-faint">{done}</span>}
          </li>
        ))}
      </ul>
      {mayChange() && !writes && (
        <button type="button" class="desk-button desk-screen-only" onClick={() => setWrites(true)}>
          {t("hygiene.record")}
        </button>
      )}
      {writes && <CampaignForm reply={reply} leave={() => setWrites(false)} />}
    </section>
  );
}

function CampaignForm({ reply, leave }: { reply: Hygiene; leave: () => void }) {
  const id = useRef(newId());
  const deed = useDeed(leave);
  const [latest = reply.today] = [reply.last, reply.today].sort();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const numbers = { homes: Number(said("homes")), helpers: Number(said("helpers")) };
    const words = { day: said("day"), title: said("title"), done: said("done") };
    void deed.run(() => recordCampaign({ id: id.current, township: reply.township, ...words, ...numbers }));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <Field label={t("hygiene.day")}>
        <input type="date" name="day" required min={reply.first} max={latest} defaultValue={latest} />
      </Field>
      <Field label={t("hygiene.name")}>
        <input type="text" name="title" required maxLength={80} />
      </Field>
      <Field label={t("hygiene.homes")}>
        <input type="number" name="homes" required min={1} max={100000} />
      </Field>
      <Field label={t("hygiene.helpers")}>
        <input type="number" name="helpers" min={0} max={100000} defaultValue="0" />
      </Field>
      <Field label={t("hygiene.done")}>
        <input type="text" name="done" maxLength={1000} />
      </Field>
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("hygiene.save")} leave={leave} />
      </p>
    </form>
  );
}

const KINDS = { met: ["checked", "mended"], missed: ["recheck_due"], open: ["not_yet"] } as const;
const WORDS = { met: "hygiene.checked", missed: "hygiene.recheck_due", open: "hygiene.not_yet" } as const;

function Sums({ reply }: { reply: Hygiene }) {
  const villages = [...new Set(reply.homes.map(({ village_name }) => village_name))];
  const bars = villages.map((name) => {
    const homes = reply.homes.filter(({ village_name }) => village_name === name);
    const parts = (["met", "missed", "open"] as const).map((kind) => ({
      kind,
      n: homes.filter(({ state }) => (KINDS[kind] as readonly string[]).includes(state)).length,
    }));
    return { key: name, name, parts };
  });
  return (
    <section class="desk-section" aria-labelledby="hygiene-sums">
      <h2 id="hygiene-sums">{t("hygiene.sums")}</h2>
      <Bars
        of={t("hygiene.village")}
        bars={bars}
        name={({ name }) => name ?? ""}
        word={(kind) => t(WORDS[kind as keyof typeof WORDS] ?? "hygiene.checked")}
        shares
      />
    </section>
  );
}

const HEADS = [
  "hygiene.home",
  "hygiene.village",
  "hygiene.group",
  "hygiene.state",
  "hygiene.last",
  "hygiene.points",
] as const;

function Doors({ reply }: { reply: Hygiene }) {
  return (
    <section class="desk-section" aria-labelledby="hygiene-doors">
      <h2 id="hygiene-doors">{t("hygiene.doors")}</h2>
      <div class="desk-scroll">
        <table class="desk-table">
          <TableHead names={HEADS.map((key) => t(key))} />
          <tbody>
            {reply.homes.map((home) => (
              <Door key={home.home} home={home} today={reply.today} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Door({ home, today }: { home: Home; today: string }) {
  return (
    <tr>
      <th scope="row">
        <a href={hashOf("person", home.person)}>{home.names.join("、")}</a>
      </th>
      <td data-label={t("hygiene.village")}>{home.village_name}</td>
      <td data-label={t("hygiene.group")}>{home.group_name}</td>
      <td data-label={t("hygiene.state")}>
        {home.state === "recheck_due" ? (
          <strong class="desk-mark">{t("hygiene.due_on", { day: dayText(home.due_on ?? today, today) })}</strong>
        ) : (
          t(`hygiene.${home.state}`)
        )}
      </td>
      <td data-label={t("hygiene.last")}>
        {home.checks.map((check) => (
          <CheckDetails key={check.id} check={check} today={today} />
        ))}
      </td>
      <td data-label={t("hygiene.points")} class="desk-number">
        <a href={hashOf("points", home.home)}>{t("points.balance", { n: home.balance })}</a>
      </td>
    </tr>
  );
}

function CheckDetails({ check, today }: { check: Check; today: string }) {
  const after = new Set(check.after);
  const before = check.pictures.filter((sha256) => !after.has(sha256));
  const grade = t(`grade.${check.grade as "best"}`);
  return (
    <details>
      <summary>
        {t("hygiene.check", { day: dayText(check.day, today), by: check.author_name, total: check.total, grade })}
        {check.again && <span class="desk-mark"> {t("hygiene.again")}</span>}
      </summary>
      <p>
        {Object.entries(check.scores)
          .map(([item, score]) => `${t(`item.${item as "yard"}`)} ${score}`)
          .join(" · ")}
      </p>
      {check.problems.length > 0 && (
        <p>
          {t("hygiene.problems", { problems: check.problems.map((one) => t(`problem.${one as "other"}`)).join("、") })}
        </p>
      )}
      {check.note && <p>{check.note}</p>}
      {before.length > 0 && (
        <>
          <h3>{t("hygiene.before")}</h3>
          <SmallPictures hashes={before} />
        </>
      )}
      {after.size > 0 && (
        <>
          <h3>{t("hygiene.after")}</h3>
          <SmallPictures hashes={check.after} />
        </>
      )}
    </details>
  );
}
