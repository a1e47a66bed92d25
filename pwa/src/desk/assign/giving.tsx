import { useState } from "preact/hooks";
import { type Deed, useDeed } from "../deeds";
import { t, word } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { DeedFailure } from "../parts/deed-buttons";
import { chooseNone } from "../people/chosen";
import { mayChange } from "../rights";
import type { CarerLoad } from "../rows";
import type { Given } from "./assign";
import { type As, assign } from "./assigning";
import { candidates, nearness } from "./candidates";

/** So many workers are offered at once; writing some of a name finds the others. */
const OFFERED = 30;

interface GivingProps {
  people: Given[];
  loads: CarerLoad[];
  instead: { user: string; name: string } | null;
}

/** To whom they are given: who is near first, with what she has to do already. */
export function Giving({ people, loads, instead }: GivingProps) {
  const [text, setText] = useState("");
  const [as, setAs] = useState<As>("primary");
  const deed = useDeed(instead === null ? chooseNone : undefined);
  const villages = [...new Set(people.map(({ village_name }) => village_name))];
  const found = candidates(loads, villages, text, instead?.user ?? "");
  const ids = people.map(({ id }) => id);
  const give = (user: string | null) => deed.run(() => assign(ids, user, as, instead?.user ?? null));
  if (!mayChange()) return null;
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-assign-to">
      <h2 id="desk-assign-to">{t("assign.to")}</h2>
      <div class="desk-bar">
        <label class="desk-field">
          <span>{t("assign.find")}</span>
          <input
            type="search"
            autocomplete="off"
            placeholder={t("assign.find_hint")}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <label class="desk-field">
          <span>{t("assign.as")}</span>
          <select value={as} onChange={(event) => setAs(event.currentTarget.value as As)}>
            <option value="primary">{t("assign.primary")}</option>
            <option value="substitute">{t("assign.substitute")}</option>
          </select>
        </label>
        {instead !== null && (
          <AskAgain
            name={t("assign.to_nobody_of", { n: people.length })}
            button={t("assign.to_nobody")}
            yes={t("assign.to_nobody_yes")}
            work={() => assign(ids, null, as, instead.user)}
          >
            <p>{t("assign.to_nobody_sure", { name: instead.name })}</p>
          </AskAgain>
        )}
      </div>
      {as === "primary" && <p class="desk-faint">{t("assign.as_note")}</p>}
      <DeedFailure deed={deed} />
      {found.length === 0 && <p>{t("workers.nobody")}</p>}
      <Offered loads={found.slice(0, OFFERED)} villages={villages} n={people.length} deed={deed} give={give} />
      {found.length > OFFERED && <p class="desk-faint">{t("assign.more", { n: found.length - OFFERED })}</p>}
    </section>
  );
}

interface OfferedProps {
  loads: CarerLoad[];
  villages: string[];
  n: number;
  deed: Deed;
  give: (user: string) => Promise<void>;
}

function Offered({ loads, villages, n, deed, give }: OfferedProps) {
  return (
    <table class="desk-table desk-offered">
      <thead>
        <tr>
          <th scope="col">{t("workers.name")}</th>
          <th scope="col">{t("assign.near")}</th>
          <th scope="col">{t("assign.load")}</th>
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {loads.map((load) => (
          <tr key={load.user}>
            <th scope="row">
              <b>{load.name}</b> <span class="desk-faint">{word("role", load.role)}</span>
            </th>
            <td data-label={t("assign.near")}>{nearText(load, villages)}</td>
            <td data-label={t("assign.load")}>
              {loadText(load)} {load.is_heavy && <strong class="desk-mark">{t("assign.heavy")}</strong>}
            </td>
            <td>
              <button
                type="button"
                class="desk-button"
                disabled={deed.busy || n === 0}
                onClick={() => void give(load.user)}
              >
                {t("assign.give", { n })}
                <span class="desk-aside">{load.name}</span>
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The villages where she goes; whether one of them is theirs stands first. */
function nearText(load: CarerLoad, villages: string[]): string {
  const here = nearness(load, villages);
  const places = load.villages.map(({ village_name }) => village_name).join(t("list.between"));
  return here > 0 ? t("assign.same_village", { n: here, places }) : places;
}

function loadText({ people, fully_dependent, substitute_for, visits }: CarerLoad): string {
  const own = t("assign.load_own", { n: people, full: fully_dependent, visits });
  return substitute_for > 0 ? `${own}${t("assign.load_others", { n: substitute_for })}` : own;
}
