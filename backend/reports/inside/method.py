"""The method in words with its formulas, by language. In formulas _{...} stands below the line."""

from collections.abc import Mapping, Sequence
from typing import Final

Entry = tuple[str, str, str]

METHOD: Final[Mapping[str, Sequence[Entry]]] = {
    "en": (
        (
            "What is joined",
            "All scales are put on 0 to 100. A survey belongs to the quarter in which it closed, a visit to the quarter"
            " of its day; several surveys of a quarter are weighted by their answers. The service of quarter t stands"
            " beside the engagement of quarter t − k, where the lag k was fixed beforehand. Only groups that may be"
            " published enter: at no point does a figure depend on a hidden group.",
            "E = 100 · (x − min) / (max − min)",
        ),
        (
            "Between centres",
            "One row a centre, both means over the quarters in common. The slope is that of ordinary least squares with"
            " errors robust to unequal spread (HC3); the correlation has Fisher’s interval.",
            "S_{c} = α + β · E_{c} + ε_{c}",
        ),
        (
            "Within centres, over time",
            "Every centre is compared with itself: what is usual for a centre and what all share in a quarter is taken"
            " out. The standard error comes from leaving out one centre at a time (CV3), the interval from Student’s t"
            " with G − 1 degrees of freedom, G being the number of centres. Spearman’s is the same on the ranks of"
            " what is left.",
            "S_{c,t} = α_{c} + τ_{t} + β · E_{c,t−k} + ε_{c,t},   se² = (G − 1) / G · Σ_{c} (β_{−c} − β)²",
        ),
        (
            "Own team",
            "One row a centre, touchpoint and quarter. Also what a whole centre shares in a quarter is taken out, so a"
            " new manager or a local event that lifts all teams at once cannot make this slope.",
            "S_{c,p,t} = α_{c,p} + τ_{p,t} + γ_{c,t} + β · E_{c,team(p),t−k} + ε_{c,p,t}",
        ),
        (
            "Noise in engagement, and correction",
            "A few answers shake. The real share λ of the ups and downs is what remains once the spread between"
            " persons, divided by the answers n, is taken away. Slope and interval are divided by it, and only where"
            " it is 0.3 or more.",
            "λ = 1 − Σ_{i} M_{ii} · s_{i}² / n_{i} / Σ_{i} e_{i}²,   β′ = β / λ",
        ),
        (
            "Lag profile",
            "The slope within centres for each lag, on the same centres. The band holds all lags together (95 %): its"
            " width comes from the largest of their joint errors. Against picking the highest, whole histories of"
            " engagement are exchanged between centres 999 times; “stands out” needs p of 0.05 or less.",
            "β(k) ± c · se(k),   p = (1 + n(T′ ≥ T)) / (999 + 1),   T = max_{k} |r(k)|",
        ),
        (
            "Dimensions beside touchpoints",
            "The slope within centres of each pair at the one lag, where 20 centres have both. Among all pairs tested"
            " the false discovery rate is kept (Benjamini and Hochberg): clear is a q of 0.10 or less.",
            "q_{(i)} = min_{j ≥ i} p_{(j)} · m / j",
        ),
        (
            "Centre by centre",
            "Outside is the mean of the visits of four quarters, drawn towards the chain’s mean M the more, the fewer"
            " visits v there are; ρ is the share of the spread of visits that lies between centres.",
            "m′ = M + v · ρ / (1 + (v − 1) · ρ) · (m − M)",
        ),
        (
            "Direction",
            "Two looks must agree: whether engagement goes before service more than the reverse in their correlations"
            " over one to three quarters, and a cross-lagged panel with the known noise taken out. Both intervals must"
            " lie on one side of zero, else the verdict is that it cannot be told.",
            "D = mean_{k = 1..3} (r(E_{t−k}, S_{t}) − r(S_{t−k}, E_{t}))",
        ),
        (
            "Results",
            "Revenue growth is set beside engagement as service is, both within centres. The sentence is printed from"
            " 30 centres on, and only where both intervals leave zero out.",
            "g_{c,t+m} = α_{c} + τ_{t} + c · E_{c,t−k} + ε_{c,t}",
        ),
        (
            "Change programme",
            "Each group that started in quarter g is compared, from the quarter before, with centres not yet started"
            " (Callaway and Sant’Anna). With fewer than four that started no number is shown; the time before the"
            " start is always drawn.",
            "ATT(g, t) = (Y_{g,t} − Y_{g,g−1}) − (Y_{later,t} − Y_{later,g−1})",
        ),
        (
            "Early warning",
            "A forecast of each centre’s next score against the chain, with and without engagement, made anew at each"
            " quarter from what was known then. The list is switched on only where the forecast with engagement was"
            " better beyond chance, and it always prints its hit rate beside the base rate.",
            "skill = 1 − MSE_{with} / MSE_{without}",
        ),
        (
            "What could be seen",
            "From the spread these data show: the least slope that would be told apart from zero four times out of"
            " five.",
            "β_{min} = 2.8 · se / λ,   se² = v_{y} / (v_{x} · G · T′),   T′ = T − k",
        ),
        (
            "Who may be shown",
            "No group of fewer answers than the floor, and no group that could be worked out by subtracting others:"
            " the pattern is computed once a survey over the whole chain, and nobody can ask it another way.",
            "n_{group} ≥ floor,   n_{rest} = 0 or ≥ floor in two or more parts",
        ),
    ),
    "de": (
        (
            "Was verbunden wird",
            "Alle Skalen werden auf 0 bis 100 gebracht. Eine Befragung gehört zum Quartal, in dem sie endete, ein"
            " Besuch zum Quartal seines Tages; mehrere Befragungen eines Quartals zählen nach ihren Antworten. Der"
            " Service des Quartals t steht neben dem Engagement des Quartals t − k; der Abstand k steht vorher fest."
            " Nur Gruppen, die veröffentlicht werden dürfen, gehen ein: keine Zahl hängt an einer verborgenen Gruppe.",
            "E = 100 · (x − min) / (max − min)",
        ),
        (
            "Zwischen Betrieben",
            "Eine Zeile je Betrieb, beide Mittel über die gemeinsamen Quartale. Die Steigung ist die der kleinsten"
            " Quadrate mit Fehlern, die ungleiche Streuung vertragen (HC3); die Korrelation hat Fishers Intervall.",
            "S_{c} = α + β · E_{c} + ε_{c}",
        ),
        (
            "Innerhalb der Betriebe, im Zeitverlauf",
            "Jeder Betrieb wird mit sich selbst verglichen: Was für einen Betrieb üblich ist und was in einem Quartal"
            " alle teilen, wird herausgerechnet. Der Standardfehler entsteht durch Weglassen je eines Betriebs (CV3),"
            " das Intervall aus Students t mit G − 1 Freiheitsgraden, G ist die Zahl der Betriebe. Spearmans Wert ist"
            " dasselbe auf den Rängen dessen, was übrig bleibt.",
            "S_{c,t} = α_{c} + τ_{t} + β · E_{c,t−k} + ε_{c,t},   se² = (G − 1) / G · Σ_{c} (β_{−c} − β)²",
        ),
        (
            "Eigenes Team",
            "Eine Zeile je Betrieb, Kontaktpunkt und Quartal. Auch was ein ganzer Betrieb in einem Quartal teilt, wird"
            " herausgerechnet: Eine neue Leitung oder ein örtliches Ereignis, das alle Teams zugleich hebt, kann diese"
            " Steigung nicht machen.",
            "S_{c,p,t} = α_{c,p} + τ_{p,t} + γ_{c,t} + β · E_{c,Team(p),t−k} + ε_{c,p,t}",
        ),
        (
            "Rauschen im Engagement, und Berichtigung",
            "Wenige Antworten wackeln. Der echte Anteil λ am Auf und Ab ist, was bleibt, wenn die Streuung zwischen"
            " Menschen, geteilt durch die Antworten n, abgezogen ist. Steigung und Intervall werden durch ihn geteilt,"
            " und nur, wo er mindestens 0,3 beträgt.",
            "λ = 1 − Σ_{i} M_{ii} · s_{i}² / n_{i} / Σ_{i} e_{i}²,   β′ = β / λ",
        ),
        (
            "Abstände",
            "Die Steigung innerhalb der Betriebe für jeden Abstand, auf denselben Betrieben. Das Band hält alle"
            " Abstände zusammen (95 %): seine Breite kommt vom größten ihrer gemeinsamen Fehler. Gegen das"
            " Herauspicken des höchsten werden ganze Verläufe des Engagements 999-mal zwischen Betrieben vertauscht;"
            " „sticht heraus“ braucht ein p von höchstens 0,05.",
            "β(k) ± c · se(k),   p = (1 + n(T′ ≥ T)) / (999 + 1),   T = max_{k} |r(k)|",
        ),
        (
            "Dimensionen neben Kontaktpunkten",
            "Die Steigung innerhalb der Betriebe für jedes Paar beim einen Abstand, wo 20 Betriebe beides haben. Unter"
            " allen geprüften Paaren wird die Rate falscher Funde gehalten (Benjamini und Hochberg): klar ist ein q von"
            " höchstens 0,10.",
            "q_{(i)} = min_{j ≥ i} p_{(j)} · m / j",
        ),
        (
            "Betrieb für Betrieb",
            "Außen ist das Mittel der Besuche aus vier Quartalen, umso mehr zum Mittel M der Kette gezogen, je weniger"
            " Besuche v es gibt; ρ ist der Anteil der Streuung der Besuche, der zwischen Betrieben liegt.",
            "m′ = M + v · ρ / (1 + (v − 1) · ρ) · (m − M)",
        ),
        (
            "Richtung",
            "Zwei Blicke müssen übereinstimmen: ob das Engagement dem Service mehr vorausgeht als umgekehrt, in ihren"
            " Korrelationen über ein bis drei Quartale, und ein kreuzversetztes Panel ohne das bekannte Rauschen. Beide"
            " Intervalle müssen auf einer Seite der Null liegen, sonst lautet das Urteil: nicht zu sagen.",
            "D = mean_{k = 1..3} (r(E_{t−k}, S_{t}) − r(S_{t−k}, E_{t}))",
        ),
        (
            "Ergebnis",
            "Das Umsatzwachstum wird neben das Engagement gestellt wie der Service, beides innerhalb der Betriebe."
            " Der Satz steht ab 30 Betrieben da, und nur, wo beide Intervalle die Null auslassen.",
            "g_{c,t+m} = α_{c} + τ_{t} + c · E_{c,t−k} + ε_{c,t}",
        ),
        (
            "Veränderungsprogramm",
            "Jede Gruppe, die im Quartal g begann, wird vom Quartal davor an mit Betrieben verglichen, die noch nicht"
            " begonnen haben (Callaway und Sant’Anna). Bei weniger als vier, die begonnen haben, steht keine Zahl da;"
            " die Zeit vor dem Beginn wird immer gezeichnet.",
            "ATT(g, t) = (Y_{g,t} − Y_{g,g−1}) − (Y_{später,t} − Y_{später,g−1})",
        ),
        (
            "Frühwarnung",
            "Eine Vorhersage des nächsten Ergebnisses jedes Betriebs gegen die Kette, mit und ohne Engagement, in jedem"
            " Quartal neu aus dem damals Bekannten. Die Liste ist nur an, wo die Vorhersage mit Engagement über den"
            " Zufall hinaus besser war, und sie nennt immer ihre Trefferrate neben der Grundrate.",
            "skill = 1 − MSE_{mit} / MSE_{ohne}",
        ),
        (
            "Was zu sehen wäre",
            "Aus der Streuung dieser Daten: die kleinste Steigung, die in vier von fünf Fällen von null zu"
            " unterscheiden wäre.",
            "β_{min} = 2,8 · se / λ,   se² = v_{y} / (v_{x} · G · T′),   T′ = T − k",
        ),
        (
            "Wer gezeigt werden darf",
            "Keine Gruppe mit weniger Antworten als die Untergrenze, und keine, die sich durch Abziehen anderer"
            " errechnen ließe: Das Muster wird einmal je Befragung über die ganze Kette berechnet, und niemand kann es"
            " anders befragen.",
            "n_{Gruppe} ≥ Grenze,   n_{Rest} = 0 oder ≥ Grenze in zwei oder mehr Teilen",
        ),
    ),
}


def method(language: str) -> list[dict[str, str]]:
    """The appendix, entry by entry."""
    found = METHOD.get(language, METHOD["en"])
    return [{"title": title, "text": text, "formula": formula} for title, text, formula in found]
