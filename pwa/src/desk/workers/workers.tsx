import { useState } from "preact/hooks";
import { account } from "../../local/accounts";
import { useAnswer, workersPath } from "../api";
import { coversPath } from "../covers/covering";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { SignInLinkButton } from "../parts/sign-in-link";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Covers, Device, Worker } from "../rows";
import { AddWorker } from "./add-worker";
import { Choosing, turned } from "./choosing";
import { CloseAccount } from "./close-account";
import { CoverMarks } from "./cover-marks";
import { deviceWords } from "./device-words";
import { found } from "./found";
import { OtherAccounts } from "./other-accounts";
import { RescueFile } from "./rescue-file";
import { Slips } from "./slips";

const TOWNSHIP = /^\d{9}$/;

/** The workers of a place and their phones, by name: workers are never ranked. */
export function Workers({ place }: { place: string }) {
  const answer = useAnswer(workersPath(place));
  const covers = useAnswer(coversPath(place || (account.value?.place ?? ""))).value;
  const [printing, print] = useState<Worker[]>([]);
  if (printing.length > 0) return <Slips of={printing} close={() => print([])} />;
  return (
    <>
      <h1>{t("workers.title_plain")}</h1>
      <p class="desk-period-line">{t("workers.note")}</p>
      <p class="desk-screen-only desk-bar">
        <a class="desk-button" href={hashOf("phones", place)}>
          {t("phones.title")}
        </a>
        <a class="desk-button" href={hashOf("teams", place)}>
          {t("teams.title")}
        </a>
        <a class="desk-button" href={hashOf("reminders")}>
          {t("reminding.title")}
        </a>
        {mayChange() && TOWNSHIP.test(account.value?.place ?? "") && (
          <a class="desk-button" href={hashOf("village", account.value?.place)}>
            {t("village_paper.title")}
          </a>
        )}
        {TOWNSHIP.test(account.value?.place ?? "") && (
          <a class="desk-button" href={hashOf("covers", account.value?.place)}>
            {t("covers.title")}
          </a>
        )}
      </p>
      <Answered answer={answer}>
        {(all) => {
          const workers = all.filter(({ active, is_staff }) => active && !is_staff);
          return (
            <>
              {workers.length === 0 ? (
                <Empty what={t("workers.empty")} first={t("workers.empty_first")} />
              ) : (
                <Page workers={workers} covers={covers} print={print} />
              )}
              <OtherAccounts of={all} />
            </>
          );
        }}
      </Answered>
      {mayChange() && TOWNSHIP.test(account.value?.place ?? "") && <AddWorker place={account.value?.place ?? ""} />}
      <RescueFile />
    </>
  );
}

interface PageProps {
  workers: Worker[];
  covers: Covers | undefined;
  print: (whose: Worker[]) => void;
}

function Page({ workers, covers, print }: PageProps) {
  const [text, setText] = useState("");
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const rows = found(workers, text, (worker) => word("role", worker.role));
  return (
    <>
      <div class="desk-filter-row">
        <label class="desk-field desk-field-wide">
          <span>{t("workers.filter")}</span>
          <input
            type="search"
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <span class="desk-shown" role="status">
          {t("workers.count", { shown: rows.length })}
        </span>
        {mayChange() && (
          <Choosing
            rows={rows}
            chosen={chosen}
            choose={choose}
            print={() => print(found(workers, "", () => "").filter(({ id }) => chosen.has(id)))}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <Empty what={t("workers.nobody")} />
      ) : (
        <Table rows={rows} covers={covers} chosen={chosen} choose={choose} />
      )}
    </>
  );
}

/** What is told of a worker's phones, one below the other. */
const PHONE = ["devices", "contact", "watermark"] as const;
const HEADS = ["name", "role", "place", "phone", "people", ...PHONE] as const;

interface TableProps {
  rows: Worker[];
  covers: Covers | undefined;
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
}

function Table({ rows, covers, chosen, choose }: TableProps) {
  return (
    <table class="desk-table desk-workers">
      <thead>
        <tr>
          {mayChange() && <td class="c-choice" />}
          {HEADS.map((head) => (
            <th key={head} scope="col" class={`c-${head}`}>
              {t(`workers.${head}`)}
            </th>
          ))}
          <th scope="col" class="c-link">
            {t("accounts.account")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((worker) => (
          <Row key={worker.id} worker={worker} covers={covers} chosen={chosen} choose={choose} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ worker, covers, chosen, choose }: Omit<TableProps, "rows"> & { worker: Worker }) {
  return (
    <tr>
      {mayChange() && (
        <td class="c-choice">
          <input
            type="checkbox"
            aria-label={t("slips.choose", { name: worker.name })}
            checked={chosen.has(worker.id)}
            onChange={() => choose(turned(chosen, worker.id))}
          />
        </td>
      )}
      <th scope="row" class="c-name">
        <a href={hashOf("phone", worker.id)}>{worker.name}</a>
        <CoverMarks covers={covers} user={worker.id} />
      </th>
      <td class="c-role">{word("role", worker.role)}</td>
      <td class="c-place">{worker.place_name}</td>
      <td class="c-phone" data-label={t("workers.phone")}>
        {worker.phone}
      </td>
      <td class="number c-people" data-label={t("workers.people")}>
        {worker.people}
      </td>
      {PHONE.map((column) => (
        <td key={column} class={`c-${column}`} data-label={t(`workers.${column}`)}>
          {worker.devices.map((device) => (
            <Phone key={device.id} device={device} column={column} of={worker} />
          ))}
          {worker.devices.length === 0 && column === "devices" && (
            <span class="desk-faint">{t("workers.no_device")}</span>
          )}
        </td>
      ))}
      <td class="c-link">
        <SignInLinkButton user={worker.id} name={worker.name} /> <CloseAccount worker={worker} />{" "}
        {mayChange() && worker.people > 0 && (
          <a class="desk-button desk-small-button" href={hashOf("assign", worker.place.slice(0, 9), { of: worker.id })}>
            {t("assign.hand_over")}
            <span class="desk-aside">{worker.name}</span>
          </a>
        )}
      </td>
    </tr>
  );
}

interface PhoneProps {
  device: Device;
  column: (typeof PHONE)[number];
  of: Worker;
}

function Phone({ device, column, of }: PhoneProps) {
  const gone = device.revoked_at !== null;
  return (
    <div class={gone ? "desk-device desk-voided" : "desk-device"}>
      {(!gone || column === "devices") && (
        <span title={column === "devices" ? device.name : undefined}>{PHONE_TEXTS[column](device)}</span>
      )}
      {gone && column === "devices" && <strong class="desk-mark">{t("workers.revoked")}</strong>}
      {column === "devices" && (
        <a
          class="desk-button desk-small-button desk-screen-only"
          aria-label={t(gone ? "lost.look_of" : "lost.link_of", { name: of.name, device: deviceWords(device.name) })}
          href={hashOf("phone", of.id, { device: device.id })}
        >
          {t(gone ? "lost.look" : "lost.link")}
        </a>
      )}
    </div>
  );
}

const PHONE_TEXTS: { [column in (typeof PHONE)[number]]: (device: Device) => string } = {
  devices: (device) => deviceWords(device.name),
  contact: (device) => momentOrNever(device.last_contact),
  watermark: (device) => momentOrNever(device.watermark),
};

function momentOrNever(moment: string | null): string {
  return moment === null ? t("workers.never") : momentText(moment);
}
