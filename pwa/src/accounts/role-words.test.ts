import { expect, it } from "vitest";
import { zh as desk } from "../desk/i18n/zh";
import { ROLES } from "../duties/words";
import { zh as phone } from "./i18n/zh";

it("calls every role by one name, on the phone, at the desk and in the sentences of duties", () => {
  const roles = Object.keys(phone).flatMap((key) => (key.startsWith("roles.") ? [key.slice("roles.".length)] : []));
  expect(roles).toHaveLength(16);
  for (const role of roles) {
    const name = phone[`roles.${role}` as keyof typeof phone];
    expect(desk[`role.${role}` as keyof typeof desk]).toBe(name);
    expect(ROLES.zh?.[role] ?? name).toBe(name);
  }
});
