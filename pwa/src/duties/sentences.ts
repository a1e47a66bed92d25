/** A duty as one plain sentence made from its data, and why a record would not count for it. */
import type { Language } from "../i18n/catalogue";
import type { Refusal } from "./credit";
import { type AgeRange, type Credit, type Duty, isCalendar, type Population, rollingDays } from "./policy";
import { ABILITIES, ARRANGEMENTS, anyOf, KINDS, MODES, PROGRAMMES, ROLES, SUBJECTS, UNITS, word } from "./words";

/** Such as 全失能的分散供养特困人员，每天上门探访一次. */
export function dutySentence(duty: Duty, language: Language): string {
  return language === "zh" ? chinese(duty) : english(duty);
}

/** What is done for a duty, as on a button or a card: 上门探访, "home visit". */
export function actOf(duty: Duty, language: Language): string {
  const { kinds, modes } = duty.credit ?? {};
  const act = kinds?.length ? anyOf(KINDS, kinds, language) : language === "zh" ? "服务" : "service";
  if (!modes?.length) return act;
  return `${anyOf(MODES, modes, language)}${language === "zh" ? "" : " "}${act}`;
}

/** Why a record would not count for a duty, said before it is saved. */
export function refusalSentence(duty: Duty, refusal: Refusal, language: Language): string {
  const credit = duty.credit ?? {};
  const act = actOf(duty, language);
  const roles = anyOf(ROLES, credit.roles ?? [], language);
  return {
    zh: {
      status: "未见到本人、待审核或作废的记录不算次数",
      kind: `只有${act}才算`,
      mode: `只有${act}才算`,
      role: `只有${roles}做的才算`,
      minutes: `不足 ${credit.min_minutes} 分钟不算`,
      value: `不足 ${credit.min_value} 元不算`,
      beneficiaries: `受益不足 ${credit.min_beneficiaries} 人不算`,
    },
    en: {
      status: "Attempts, pending and voided records do not count",
      kind: `Only this counts: ${act}`,
      mode: `Only this counts: ${act}`,
      role: `Counts only when done by ${roles}`,
      minutes: `Counts from ${credit.min_minutes} minutes on`,
      value: `Counts from ${credit.min_value} yuan on`,
      beneficiaries: `Counts from ${people(credit.min_beneficiaries ?? 0)} on`,
    },
  }[language][refusal];
}

function chinese(duty: Duty): string {
  const credit = duty.credit ?? {};
  const who = duty.subject === "person" ? peopleZh(duty) : word(SUBJECTS, duty.subject, "zh");
  const by = credit.roles?.length ? `由${anyOf(ROLES, credit.roles, "zh")}` : "";
  return [`${who}，${oftenZh(duty)}${by}${actOf(duty, "zh")}${timesZh(duty)}`, ...limitsZh(credit)].join("，");
}

function peopleZh(duty: Duty): string {
  const { programmes, arrangements, abilities, age }: Population = duty.population ?? {};
  const named = programmes ? anyOf(PROGRAMMES, programmes, "zh") : "人员";
  const living = arrangements ? anyOf(ARRANGEMENTS, arrangements, "zh") : "";
  const joint = living && (programmes?.length ?? 0) !== 1 ? "的" : "";
  return `${age ? ageZh(duty, age) : ""}${abilities ? `${anyOf(ABILITIES, abilities, "zh")}的` : ""}${living}${joint}${named}`;
}

function ageZh(duty: Duty, { min, max, on }: AgeRange): string {
  const end = on === "unit_end" && isCalendar(duty.every) ? `${word(UNITS, duty.every, "zh")}末` : "";
  const range = min && max ? `${min} 至 ${max} 岁` : max ? `${max} 岁及以下` : `${min ?? 0} 岁及以上`;
  return `${end ? `${end}时 ` : ""}${range}的`;
}

function oftenZh(duty: Duty): string {
  if (isCalendar(duty.every)) {
    const days = duty.every === "month" && duty.only_days?.length ? ` ${duty.only_days.join("、")} 日` : "";
    return `每${word(UNITS, duty.every, "zh")}${days}`;
  }
  const days = rollingDays(duty.every);
  return days === 1 ? "每天" : days === 2 ? "每两天" : `每 ${days} 天`;
}

function timesZh(duty: Duty): string {
  const times = isCalendar(duty.every) ? (duty.times ?? 1) : 1;
  return times === 1 ? "一次" : times === 2 ? "两次" : ` ${times} 次`;
}

function limitsZh(credit: Credit): string[] {
  return [
    credit.min_minutes ? `每次不少于 ${credit.min_minutes} 分钟` : "",
    credit.min_value ? `每次不低于 ${credit.min_value} 元` : "",
    credit.min_beneficiaries ? `受益不少于 ${credit.min_beneficiaries} 人` : "",
  ].filter(Boolean);
}

function english(duty: Duty): string {
  const credit = duty.credit ?? {};
  const who = duty.subject === "person" ? peopleEn(duty) : word(SUBJECTS, duty.subject, "en");
  const by = credit.roles?.length ? ` by ${anyOf(ROLES, credit.roles, "en")}` : "";
  const what = `${timesEn(duty)} ${actOf(duty, "en")}${by} ${oftenEn(duty)}`;
  const sentence = `${who}: ${[what, ...limitsEn(credit)].join(", ")}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function peopleEn(duty: Duty): string {
  const { programmes, arrangements, abilities, age }: Population = duty.population ?? {};
  return [
    abilities ? anyOf(ABILITIES, abilities, "en") : "",
    arrangements ? anyOf(ARRANGEMENTS, arrangements, "en") : "",
    "people",
    programmes ? anyOf(PROGRAMMES, programmes, "en") : "",
    age ? ageEn(duty, age) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function ageEn(duty: Duty, { min, max, on }: AgeRange): string {
  const end = on === "unit_end" && isCalendar(duty.every) ? ` by the end of the ${duty.every}` : "";
  return `aged ${min && max ? `${min} to ${max}` : max ? `${max} or under` : `${min ?? 0} or over`}${end}`;
}

function oftenEn(duty: Duty): string {
  const days = rollingDays(duty.every);
  if (days !== null) return days === 1 ? "every day" : `every ${days} days`;
  const only = duty.every === "month" && duty.only_days?.length ? ` on day ${duty.only_days.join(" or ")}` : "";
  return `every ${duty.every}${only}`;
}

function timesEn(duty: Duty): string {
  const times = isCalendar(duty.every) ? (duty.times ?? 1) : 1;
  return times === 1 ? "one" : `${times} times a`;
}

function limitsEn(credit: Credit): string[] {
  return [
    credit.min_minutes ? `at least ${credit.min_minutes} minutes each` : "",
    credit.min_value ? `worth at least ${credit.min_value} yuan each` : "",
    credit.min_beneficiaries ? `for at least ${people(credit.min_beneficiaries)}` : "",
  ].filter(Boolean);
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}
