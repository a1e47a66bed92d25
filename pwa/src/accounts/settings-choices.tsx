import { type Language, language } from "../i18n/catalogue";
import { choosePosition, type PositionChoice, positionChoice } from "../records/position";
import { Choice } from "../ui/choice";
import { type TypeSize, typeSize } from "../ui/settings";
import { t } from "./i18n";

/** 18 or 24 px. */
export function TypeChoice() {
  return (
    <Choice<TypeSize>
      legend={t("me.type")}
      name="type"
      columns={2}
      options={[
        { value: "normal", words: t("me.type_normal") },
        { value: "large", words: t("me.type_large") },
      ]}
      chosen={typeSize.value}
      onChoose={(size) => {
        typeSize.value = size;
      }}
    />
  );
}

/** Each language under its own name, so that it is found from the other one. */
export function LanguageChoice() {
  return (
    <Choice<Language>
      legend={t("me.language")}
      name="language"
      columns={2}
      options={[
        { value: "zh", words: "中文" },
        { value: "en", words: "English" },
      ]}
      chosen={language.value}
      onChoose={(chosen) => {
        language.value = chosen;
        void import("../reminders/language").then(({ tellLanguage }) => tellLanguage());
      }}
    />
  );
}

/** Whether her visits may say where she was; shown once she was asked. */
export function PositionSetting() {
  const choice = positionChoice();
  if (choice === "unasked") return null;
  return (
    <Choice<PositionChoice>
      legend={t("me.position")}
      name="position"
      columns={2}
      options={[
        { value: "yes", words: t("me.position_yes") },
        { value: "no", words: t("me.position_no") },
      ]}
      chosen={choice}
      onChoose={choosePosition}
    />
  );
}
