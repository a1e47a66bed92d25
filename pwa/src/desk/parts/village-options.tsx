/** Villages to choose from. */
export function VillageOptions({ villages }: { villages: { code: string; name: string }[] }) {
  return villages.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}
