"""Compounds, their parts set apart with +."""

from alpaca_est.generators.morphology.rows import row

COMPOUNDS = row(
    """raud+tee+jaam kooli+maja raamatu+kogu laste+aed maan+tee lennu+jaam jalg+ratas vihma+vari sünni+päev
    päeva+raamat õhtu+söök hommiku+söök lõuna+söök käe+kell telefoni+number arvuti+mäng söögi+tuba vanni+tuba
    elu+tuba laste+tuba kooli+kott raha+kott selja+kott posti+kast kirja+mark õuna+puu pirni+puu kirsi+puu
    jõulu+puu jõulu+vana vana+ema vana+isa ema+keel isa+maa kodu+maa kodu+töö kodu+loom maa+ilm maa+kera maa+kaart
    linna+pea riigi+pea pea+linn põhja+tuul mere+rand mere+vesi mere+röövel joogi+vesi vihma+vesi jää+kapp
    külm+kapp pesu+masin õmblus+masin tolmu+imeja kirjutus+laud söögi+laud laua+lamp ajaleht+_ aja+leht aja+kiri
    aja+lugu muusika+kool spordi+klubi jalg+pall korv+pall võrk+pall käsi+pall suusa+rada jooksu+rada
    ujumis+bassein spordi+väljak mängu+väljak mängu+asi auto+juht bussi+juht bussi+peatus rongi+pilet kino+pilet
    teatri+etendus kontserdi+saal kauba+maja toidu+pood raamatu+pood lille+pood lille+peenar roosi+põõsas
    marja+põõsas metsa+tee metsa+vaht seene+korv kala+mees kala+supp hapu+koor kohu+piim või+leib rukki+leib
    saia+kook õuna+kook õuna+mahl kohvi+tass tee+tass leiva+nuga supi+lusikas koera+kuut linnu+pesa hiire+lõks
    hobuse+vanker lume+mees lume+pall lume+torm vihma+mantel talve+mantel suve+puhkus kevad+tuul sügis+vihm öö+lamp
    öö+kapp päikese+tõus päikese+loojang kuu+valgus tuule+veski vesi+veski kivi+maja puu+maja sauna+lava sauna+viht
    ahju+puu köögi+laud akna+laud ukse+kell ukse+käepide_ luule+kogu sõna+raamat sõna+liik õpi+lane_ 
     kesk+kool põhi+kool alg+kool klassi+juhataja koduloo+_ kooli+vaheaeg_ vahe+tund tunni+plaan
    pühade+_ nädala+vahetus nädala+lõpp töö+päev puhke+päev palga+päev töö+koht töö+laud käsi+töö puu+tööline_
    puu+sepp raud+sepp kell+sepp king+sepp haigla+voodi hamba+arst hamba+hari hamba+valu pea+valu kõhu+valu
    kurgu+valu silma+arst looma+arst looma+aed tule+tõrje tuli+kivi tule+masin elektri+auto elektri+pliit raudtee_+
    mesi+lane_ mee+purk moosi+purk vaba+riik kodu+leht koduleht_ kuld+kala kuld+kett hõbe+lusikas klaas+pudel
    plast+kott paber+kott puu+lusikas villa+lõng lina+seeme naha+jope kinda+paar_ suve+kleit õhtu+kleit pruut+paar
    pulma+kook sünnipäeva_+"""
)
COMPOUNDS = tuple(word for word in COMPOUNDS if "_" not in word)
