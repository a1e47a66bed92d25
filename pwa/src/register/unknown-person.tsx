import { t } from "../i18n";
import { ButtonLink } from "../ui/button";

/** Instead of a person who is not, or no longer, on this phone. */
export function UnknownPerson() {
  return (
    <section class="section">
      <h2>{t("person.unknown")}</h2>
      <p>{t("person.unknown_help")}</p>
      <ButtonLink icon="people" href="#/">
        {t("app.to_people")}
      </ButtonLink>
    </section>
  );
}
