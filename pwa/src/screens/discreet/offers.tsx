/** Beside a time or a duration that is still open: what was noted on the way. */
import { useState } from 'preact/hooks';
import type { Question } from '../../engine';
import { t } from '../../i18n';
import { given, type Given } from '../../questions';
import { Button, Sheet } from '../../ui';
import type { OpenVisit } from '../visit/open-visit';
import { namedIn, offersFor } from './offered';
import './offers.css';
import './words';

interface OffersProps {
  visit: OpenVisit;
  question: Question;
  onGive: (given: Given) => void;
}

const AT_ONCE = 2;

export function Offers({ visit, question, onGive }: OffersProps) {
  const [open, setOpen] = useState(false);
  const all = offersFor(visit, question);
  if (all.length === 0) return null;
  const named = namedIn(question);
  const front = all.filter(({ of }) => of.some((stamp) => named.includes(stamp))).slice(0, AT_ONCE);
  return (
    <div class="offers">
      {front.map(({ words, value }) => (
        <Button key={words} size="s" icon="clock" onClick={() => onGive(given(value))}>
          {words}
        </Button>
      ))}
      {front.length < all.length && (
        <Button size="s" onClick={() => setOpen(true)}>
          {t('notes.from_notes')}
        </Button>
      )}
      {open && (
        <Sheet open onClose={() => setOpen(false)} title={t('notes.use_title')}>
          <p class="secondary">{t('notes.use_text')}</p>
          <ul class="offers-all">
            {all.map(({ words, value }) => (
              <li key={words}>
                <Button block onClick={() => (setOpen(false), onGive(given(value)))}>
                  {words}
                </Button>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </div>
  );
}
