/** The second line under a centre's name: its town, unless the name says it already. */
type Named = { name: string; city: string };

export function townOf({ name, city }: Named): string | null {
  return name.includes(city) ? null : city;
}

/** For managers something else takes the place that is left: the area. */
export function underName(centre: Named & { area_name: string }): string {
  return townOf(centre) ?? centre.area_name;
}
