/** How an iPhone puts a page on its home screen, in two pictures: Safari has no button that we could press for the person. */
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n';
import './comfort-texts';
import './install-guide.css';

/** The lower edge of Safari, with the square and its arrow marked. */
function ShareButton() {
  return (
    <svg viewBox="0 0 200 120" role="presentation" aria-hidden="true">
      <path class="guide-ground" d="M30-4h140v116a12 12 0 0 1-12 12H42a12 12 0 0 1-12-12z" />
      <path class="guide-line" d="M46 18h70M46 32h104M46 46h88" />
      <rect class="guide-ground" x="38" y="62" width="124" height="22" rx="11" />
      <path class="guide-line" d="M74 73h52" />
      <path class="guide-line" d="M52 97l-5 5 5 5M148 97l5 5-5 5M70 102h.1M130 102h.1" />
      <circle class="guide-mark" cx="100" cy="102" r="15" />
      <path class="guide-sign" d="M96 99h-3.5v10h15V99H104M100 104V93M96.5 96l3.5-3.5 3.5 3.5" />
    </svg>
  );
}

/** The list that opens, with its line marked. */
function AddLine() {
  return (
    <svg viewBox="0 0 200 120" role="presentation" aria-hidden="true">
      <path class="guide-ground" d="M30 124V20a12 12 0 0 1 12-12h116a12 12 0 0 1 12 12v104z" />
      <path class="guide-line" d="M46 26h62M46 46h80M46 104h70M146 22h8v8h-8zM146 42h8v8h-8zM146 100h8v8h-8z" />
      <rect class="guide-mark" x="38" y="60" width="124" height="32" rx="8" />
      <path class="guide-sign" d="M48 76h66M140 68h16v16h-16zM148 72v8M144 76h8" />
    </svg>
  );
}

function Step({ n, head, text, children }: { n: number; head: string; text: string; children: ComponentChildren }) {
  return (
    <li>
      {children}
      <strong>
        {n}. {head}
      </strong>
      <p class="secondary">{text}</p>
    </li>
  );
}

export function InstallGuide() {
  return (
    <ol class="guide">
      <Step n={1} head={t('install.one')} text={t('install.one_text')}>
        <ShareButton />
      </Step>
      <Step n={2} head={t('install.two')} text={t('install.two_text')}>
        <AddLine />
      </Step>
    </ol>
  );
}
