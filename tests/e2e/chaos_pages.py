"""What the chaos tests run inside the page: quick thumbs, a clock that is wrong, and one that can be put forward."""

# The page's clock: wrong by a number kept in the browser, and put forward by the test at the end, so that nobody waits
# for the time to undo a deletion or for the longer pauses of the queue.
CLOCK = """
(() => {
  const Real = Date;
  const wrong = () => Number(localStorage.getItem('wrong-clock') ?? 0) + (window.putForward ?? 0);
  window.Date = class extends Real {
    constructor(...words) {
      if (words.length > 0) super(...words);
      else super(Real.now() + wrong());
    }
    static now() {
      return Real.now() + wrong();
    }
  };
})();
"""
SET_CLOCK = "(wrong) => localStorage.setItem('wrong-clock', String(wrong))"
# A good while passes, and there is signal: everything that only waited is due.
HURRY = """
() => {
  window.putForward = (window.putForward ?? 0) + 600_000;
  dispatchEvent(new Event('online'));
}
"""
# Taps, as fast as events can follow each other; the numbers are questions and places among their options.
TAP = """
(taps) => {
  for (const [question, place] of taps) {
    const inputs = document.querySelectorAll(`article.question[data-question="q${question}"] input[type=radio]`);
    inputs[place % inputs.length].click();
  }
}
"""
# What lies in the phone's stores of one visit, all read in one transaction.
STATE = """
(visit) => new Promise((resolve, reject) => {
  const open = indexedDB.open('inside-out');
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const found = {};
    const read = open.result.transaction(['answers', 'photos', 'outbox', 'bytes']);
    for (const store of ['answers', 'photos', 'outbox']) {
      const all = read.objectStore(store).index('visit').getAll(visit);
      all.onsuccess = () => (found[store] = all.result.map((row) => ({ ...row, thumb: null, data: null })));
    }
    const keys = read.objectStore('bytes').getAllKeys();
    keys.onsuccess = () => (found.bytes = keys.result);
    read.oncomplete = () => (open.result.close(), resolve(JSON.parse(JSON.stringify(found))));
  };
})
"""
