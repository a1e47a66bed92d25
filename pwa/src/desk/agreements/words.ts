import { language } from "../i18n";
import type { Agreement, Kind, Service } from "./calls";

interface Named {
  kinds: Kind[];
  services: Service[];
}

export function kindWords({ kinds }: Pick<Named, "kinds">, kind: string | null): string {
  return kinds.find(({ id }) => id === kind)?.[language.value] ?? kind ?? "";
}

export function servicesWords({ services }: Named, agreement: Agreement): string {
  const words = agreement.services.map((each) => services.find(({ id }) => id === each)?.[language.value] ?? each);
  return words.join(language.value === "zh" ? "、" : ", ");
}
