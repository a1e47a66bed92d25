import type { ComponentChildren } from "preact";
import { useAnswer, workersPath } from "../api";
import { momentText } from "../dates";
import { t } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { hashOf } from "../route";
import { deviceWords } from "../workers/device-words";
import { clockText, type PhoneLine, phonesOf, silentDays, sizeText, type Worry } from "./worries";

/** The phones in use, those that want a look first: phones are sorted so, whereas workers are never ranked. */
export function Phones({ place }: { place: string }) {
  const answer = useAnswer(workersPath(place));
  return (
    <>
      <div class="desk-title">
        <h1>{t("phones.title")}</h1>
        <a class="desk-button desk-screen-only" href={hashOf("workers", place)}>
          {t("lost.back")}
        </a>
      </div>
      <p class="desk-period-line">{t("phones.lead")}</p>
      <Answered answer={answer}>{(workers) => <Page lines={phonesOf(workers, Date.now(), APP_VERSION)} />}</Answered>
    </>
  );
}

function Page({ lines }: { lines: PhoneLine[] }) {
  if (lines.length === 0) return <Empty what={t("phones.empty")} />;
  const worrying = lines.filter(({ worries }) => worries.length > 0).length;
  return (
    <>
      <p role="status">
        {worrying === 0
          ? t("phones.all_well", { all: lines.length })
          : t("phones.count", { n: worrying, all: lines.length })}
      </p>
      <Table lines={lines} />
    </>
  );
}

const COLUMNS = ["name", "worries", "contact", "watermark", "unsent", "clock", "storage", "version"] as const;

function Table({ lines }: { lines: PhoneLine[] }) {
  return (
    <table class="desk-table desk-phones">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`phones.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.worker.id} ${line.device.id}`}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`phones.${column}`)}>
                <span>{CELLS[column](line)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (line: PhoneLine) => ComponentChildren } = {
  name: ({ worker, device }) => (
    <>
      <a href={hashOf("phone", worker.id, { device: device.id })}>{worker.name}</a>
      <span class="desk-faint desk-line">{deviceWords(device.name)}</span>
    </>
  ),
  worries: (line) =>
    line.worries.length === 0 ? (
      <span class="desk-faint">{t("phones.well")}</span>
    ) : (
      line.worries.map((worry) => (
        <span key={worry} class="desk-line">
          <strong class="desk-mark">{t(`worry.${worry}`, numbersOf(line, worry))}</strong>{" "}
          <span class="desk-faint">{t(`worry.${worry}_do`)}</span>
        </span>
      ))
    ),
  contact: ({ device }) => momentOrNever(device.last_contact),
  watermark: ({ device }) => momentOrNever(device.watermark),
  unsent: ({ device: { condition } }) =>
    condition && (
      <>
        <span class="desk-line">{t("phones.unsent_records", { n: condition.unsent })}</span>
        {condition.pictures > 0 && (
          <span class="desk-line">{t("phones.unsent_pictures", { n: condition.pictures })}</span>
        )}
      </>
    ),
  clock: ({ device: { condition } }) => typeof condition?.clock === "number" && clockText(condition.clock),
  storage: ({ device: { condition } }) => condition && <Storage told={condition} />,
  version: ({ device }) => device.app_version,
};

function Storage({ told: { used, free, kept } }: { told: NonNullable<PhoneLine["device"]["condition"]> }) {
  return (
    <>
      {typeof used === "number" && <span class="desk-line">{t("phones.used", { size: sizeText(used) })}</span>}
      {typeof free === "number" && <span class="desk-line">{t("phones.free", { size: sizeText(free) })}</span>}
      {typeof kept === "boolean" && <span class="desk-line">{t(kept ? "phones.kept" : "phones.not_kept")}</span>}
    </>
  );
}

function numbersOf({ device }: PhoneLine, worry: Worry): { n: number } {
  const { condition } = device;
  if (worry === "silent") return { n: silentDays(device, Date.now()) };
  return { n: worry === "pictures" ? (condition?.pictures ?? 0) : (condition?.unsent ?? 0) };
}

function momentOrNever(moment: string | null): string {
  return moment === null ? t("workers.never") : momentText(moment);
}
