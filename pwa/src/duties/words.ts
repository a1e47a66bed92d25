/** The words of policies in both languages, for the sentences made of them. An unknown value stands for itself. */
import type { Language } from "../i18n/catalogue";

type Words = Record<Language, Record<string, string>>;

export const ABILITIES: Words = {
  zh: { full: "全失能", semi: "半失能", self: "全自理" },
  en: { full: "fully dependent", semi: "partly dependent", self: "self-caring" },
};

export const ARRANGEMENTS: Words = {
  zh: { dispersed: "分散供养", centralised: "集中供养" },
  en: { dispersed: "dispersed", centralised: "centralised" },
};

export const PROGRAMMES: Words = {
  zh: { tekun: "特困人员", dibao: "低保对象", low_income: "低收入人口", resident: "居民" },
  en: { tekun: "in extreme poverty", dibao: "on dibao", low_income: "on a low income", resident: "resident here" },
};

export const MODES: Words = {
  zh: { home: "上门", phone: "电话", video: "视频", remote: "远程", hospital: "住院" },
  en: { home: "home", phone: "phone", video: "video", remote: "remote", hospital: "hospital" },
};

export const ROLES: Words = {
  zh: {
    carer: "照料服务人",
    watch_group: "守望之家成员",
    cadre: "帮扶干部",
    village_cadre: "村（社区）干部",
    family_doctor: "家庭医生",
    police: "民警",
    social_worker: "社工",
    provider: "服务机构",
    volunteer: "志愿者",
    volunteer_leader: "志愿队长",
    health_worker: "健康服务队",
    assessor: "评估人员",
  },
  en: {
    carer: "a carer",
    watch_group: "a watch group member",
    cadre: "a cadre",
    village_cadre: "a village cadre",
    family_doctor: "a family doctor",
    police: "the police",
    social_worker: "a social worker",
    provider: "a provider",
    volunteer: "a volunteer",
    volunteer_leader: "a volunteer leader",
    health_worker: "a health worker",
    assessor: "an assessor",
  },
};

export const KINDS: Words = {
  zh: {
    visit: "探访",
    activity: "开展活动",
    hygiene_campaign: "开展环境卫生整治",
    hygiene_check: "检查环境卫生",
    checkup: "体检",
    assessment: "评估自理能力",
    advice: "健康指导",
    need: "了解需求",
    agreement: "签订协议",
  },
  en: {
    visit: "visit",
    activity: "activity",
    hygiene_campaign: "hygiene campaign",
    hygiene_check: "hygiene check",
    checkup: "checkup",
    assessment: "assessment",
    advice: "health advice",
    need: "record of needs",
    agreement: "agreement",
  },
};

export const SUBJECTS: Words = {
  zh: { household: "每户", township: "每个乡镇（街道）" },
  en: { household: "each household", township: "each township" },
};

export const UNITS: Words = {
  zh: { week: "周", month: "月", quarter: "季度", year: "年" },
  en: { week: "week", month: "month", quarter: "quarter", year: "year" },
};

export const WEEKDAYS: Record<Language, readonly string[]> = {
  zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
};

export const MONTHS_EN = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export function word(words: Words, value: string, language: Language): string {
  return words[language][value] ?? value;
}

/** "a, b or c" in either language. */
export function anyOf(words: Words, values: readonly string[], language: Language): string {
  const named = values.map((value) => word(words, value, language));
  const last = named.pop() ?? "";
  if (named.length === 0) return last;
  return language === "zh" ? `${named.join("、")}或${last}` : `${named.join(", ")} or ${last}`;
}
