/** Between the clock on a centre's wall ("2026-11-24T10:00", as a datetime field has it) and the moment in UTC. */

function wallParts(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

function offsetMs(at: Date, zone: string): number {
  return wallParts(at, zone) - Math.floor(at.getTime() / 1000) * 1000;
}

/** Two steps, because the offset at the guess may differ from the one at the moment itself when clocks change. */
export function fromWall(wall: string, zone: string): string {
  const asUtc = new Date(`${wall}:00Z`).getTime();
  const guess = asUtc - offsetMs(new Date(asUtc), zone);
  return new Date(asUtc - offsetMs(new Date(guess), zone)).toISOString();
}

export function toWall(iso: string, zone: string): string {
  return new Date(wallParts(new Date(iso), zone)).toISOString().slice(0, 16);
}
