/** The rail on wide screens, the bar at the bottom on phones; the same places in the same order. */
import { useState } from 'preact/hooks';
import type { Me } from '../../api/types';
import { t, tCode } from '../../i18n';
import { link } from '../../router';
import { Icon, Sheet } from '../../ui';
import { placesFor, type NavPlace } from './places';
import './nav.css';

/** Five fit under a thumb; more go behind the last one. */
const FIT = 5;

function Item({ place, onClick }: { place: NavPlace; onClick?: () => void }) {
  return (
    <a class="nav-item" {...link(place.path, place.also)} onClick={onClick}>
      <Icon name={place.icon} size={22} />
      <span>{t(place.label)}</span>
    </a>
  );
}

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 64 64" width="36" height="36" aria-hidden="true">
      <path d="M43 14.9A20.5 20.5 0 1 1 32 11.5" />
      <circle cx="32" cy="32" r="9.5" />
    </svg>
  );
}

export function Rail({ me }: { me: Me }) {
  const places = placesFor(me);
  const account = places.at(-1)!;
  return (
    <nav class="rail" aria-label={t('app.menu')}>
      <a class="rail-brand" href="/">
        <Mark />
        <span>{t('app.name')}</span>
      </a>
      {places.slice(0, -1).map((place) => (
        <Item key={place.path} place={place} />
      ))}
      <a class="nav-item rail-person" {...link(account.path)}>
        <Icon name="person" size={22} />
        <span>
          {me.name}
          <small>{me.roles[0] ? tCode('role', me.roles[0].role) : me.email}</small>
        </span>
      </a>
    </nav>
  );
}

export function BottomBar({ me }: { me: Me }) {
  const [open, setOpen] = useState(false);
  const places = placesFor(me);
  const fits = places.length <= FIT;
  const rest = fits ? [] : places.slice(FIT - 1);
  const restIsHere = rest.some((place) => link(place.path, place.also)['aria-current']);
  return (
    <nav class="bottom-bar" aria-label={t('app.menu')}>
      {(fits ? places : places.slice(0, FIT - 1)).map((place) => (
        <Item key={place.path} place={place} />
      ))}
      {!fits && (
        <button type="button" class={`nav-item ${restIsHere ? 'nav-item-here' : ''}`} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="menu" size={22} />
          <span>{t('nav.more')}</span>
        </button>
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title={t('nav.more')}>
        <div class="nav-sheet">
          {rest.map((place) => (
            <Item key={place.path} place={place} onClick={() => setOpen(false)} />
          ))}
        </div>
      </Sheet>
    </nav>
  );
}
