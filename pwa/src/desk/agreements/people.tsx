import { useEffect, useState } from "preact/hooks";
import { dayText } from "../dates";
import { TableHead } from "../parts/table-head";
import { hashOf, refine, route } from "../route";
import type { Agreements, Standing } from "./calls";
import { HersOf, StandingWords } from "./hers";
import { t } from "./i18n";
import { isShown, isWithin, SHOWN, shownIn } from "./shown";
import { kindWords } from "./words";

const HEADS = [
  "agreements.name",
  "agreements.area",
  "agreements.kind",
  "agreements.state",
  "agreements.until",
] as const;

/** Those whom a figure means, each with her agreements. */
export function PeopleList({ reply }: { reply: Agreements }) {
  const { query } = route.value;
  const shown = shownIn(query);
  const within = reply.people.filter((each) => isWithin(each, query));
  const people = within.filter((each) => isShown(each, shown, reply.renewal_days));
  const area = within[0]?.village_name;
  const { village = "", kind = "" } = query;
  // Whoever has pressed a figure sees its people.
  useEffect(() => {
    if (village || kind) document.getElementById("desk-agreement-people")?.scrollIntoView();
  }, [shown, village, kind]);
  return (
    <section class="desk-section" aria-labelledby="desk-agreement-people">
      <h2 id="desk-agreement-people">
        {t("agreements.people")} <small>{people.length}</small>
      </h2>
      <p class="desk-buttons desk-screen-only">
        {SHOWN.map((each) => (
          <button
            key={each}
            type="button"
            class="desk-button"
            aria-pressed={each === shown}
            onClick={() => refine({ show: each === "due" ? "" : each })}
          >
            {t(`show.${each}`, { n: reply.renewal_days })}{" "}
            {within.filter((one) => isShown(one, each, reply.renewal_days)).length}
          </button>
        ))}
        {(query.village || query.kind) && (
          <button type="button" class="desk-button" onClick={() => refine({ village: "", kind: "" })}>
            {query.village && area ? t("show.area", { name: area }) : kindWords(reply, query.kind ?? "")} ·{" "}
            {t("show.every_area")}
          </button>
        )}
      </p>
      {people.length === 0 ? (
        <p>{t("agreements.nobody")}</p>
      ) : (
        <div class="desk-scroll">
          <table class="desk-table">
            <TableHead names={[...HEADS.map((key) => t(key)), t("hers.title")]} />
            <tbody>
              {people.map((standing) => (
                <Row key={standing.person + standing.wanted} standing={standing} reply={reply} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ standing, reply }: { standing: Standing; reply: Agreements }) {
  const [open, setOpen] = useState(false);
  const { person, person_name, village_name, group_name, through, coverage } = standing;
  return (
    <>
      <tr>
        <th scope="row">
          <a href={hashOf("person", person)}>{person_name}</a>
        </th>
        <td data-label={t("agreements.area")}>
          {village_name} {group_name}
        </td>
        <td data-label={t("agreements.kind")}>{kindWords(reply, standing.wanted)}</td>
        <td data-label={t("agreements.state")}>
          <StandingWords standing={standing} today={reply.today} />
        </td>
        <td data-label={t("agreements.until")}>
          {through !== null ? dayText(through, reply.today) : coverage === "covered" ? t("days.open") : ""}
        </td>
        <td class="desk-screen-only">
          <button type="button" class="desk-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "hers.close" : "hers.open")}
            <span class="desk-aside">{person_name}</span>
          </button>
        </td>
      </tr>
      {open && (
        <tr class="desk-screen-only">
          <td colSpan={HEADS.length + 1}>
            <HersOf id={person} />
          </td>
        </tr>
      )}
    </>
  );
}
