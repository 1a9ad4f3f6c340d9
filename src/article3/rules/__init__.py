"""The law as rules. READ THIS FIRST, in this order.

1. What torture is, 8 CFR 1208.18(a): ``severity`` (1), (2), (4); ``purpose`` (1); ``intent`` (5); ``custody`` (6);
   ``sanctions`` (3), (8); the State's part: ``official_capacity`` (1) and ``acquiescence`` (7); put together in ``torture``.
2. How likely it must be, 8 CFR 1208.16(c)(2)-(3): ``credibility``, ``likelihood``.
3. Which form protection takes, 8 CFR 1208.16(c)(4), (d) and 1208.17: ``bars``; whether a judge can decide it: ``screening`` of a
   fear, ``hearing``, ``application``; and ``convention``.
4. The two forms it is compared with: ``statutory_withholding`` and ``asylum``.
5. Beyond the decision: ``review``.
6. Life after a grant: ``benefits``, ``detention``, ``termination``.
7. ``rulebase`` names the conclusions that every decision answers.

Each rule has a name, one sentence, its formula and its authority. ``all_of``, ``any_of`` and ``unless`` mean what they say;
``some`` runs over the harms or convictions of a case; ``question`` is a point on which tribunals differ or have changed: its
readings stand here as formulas, and which court adopts which is data (``law/authorities``).
"""
