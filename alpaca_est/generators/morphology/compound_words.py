"""Compounds, their parts set apart with +."""

from alpaca_est.generators.morphology.rows import row

COMPOUNDS = row(
    """raud+tee+jaam kooli+maja raamatu+kogu laste+aed lennu+jaam jalg+ratas vihma+vari sünni+päev päeva+raamat
    õhtu+söök hommiku+söök lõuna+söök käe+kell telefoni+number arvuti+mäng söögi+tuba vanni+tuba elu+tuba laste+tuba
    kooli+kott raha+kott selja+kott posti+kast kirja+mark õuna+puu pirni+puu kirsi+puu vana+ema vana+isa ema+keel
    isa+maa kodu+maa kodu+töö kodu+loom maa+ilm maa+kera maa+kaart linna+pea riigi+pea pea+linn põhja+tuul mere+rand
    mere+vesi mere+röövel joogi+vesi vihma+vesi jää+kapp külm+kapp pesu+masin õmblus+masin tolmu+imeja kirjutus+laud
    söögi+laud laua+lamp aja+leht aja+kiri aja+lugu muusika+kool spordi+klubi jalg+pall korv+pall võrk+pall
    käsi+pall suusa+rada jooksu+rada ujumis+bassein spordi+väljak mängu+väljak mängu+asi auto+juht bussi+juht
    bussi+peatus rongi+pilet kino+pilet teatri+etendus kontserdi+saal kauba+maja toidu+pood raamatu+pood lille+pood
    lille+peenar roosi+põõsas marja+põõsas metsa+tee metsa+vaht seene+korv kala+mees kala+supp hapu+koor kohu+piim
    või+leib rukki+leib saia+kook õuna+kook õuna+mahl kohvi+tass tee+tass leiva+nuga supi+lusikas koera+kuut
    linnu+pesa hiire+lõks hobuse+vanker lume+mees lume+pall lume+torm vihma+mantel talve+mantel suve+puhkus
    kevad+tuul sügis+vihm öö+lamp öö+kapp päikese+tõus päikese+loojang kuu+valgus tuule+veski vesi+veski kivi+maja
    puu+maja sauna+lava sauna+viht ahju+puu köögi+laud akna+laud ukse+kell luule+kogu sõna+raamat sõna+liik
    kesk+kool põhi+kool alg+kool klassi+juhataja vahe+tund tunni+plaan nädala+vahetus nädala+lõpp töö+päev
    puhke+päev palga+päev töö+koht töö+laud käsi+töö puu+sepp raud+sepp kell+sepp king+sepp haigla+voodi hamba+arst
    hamba+hari hamba+valu pea+valu kõhu+valu kurgu+valu silma+arst looma+arst looma+aed tule+tõrje tuli+kivi
    tule+masin elektri+auto elektri+pliit mee+purk moosi+purk vaba+riik kodu+leht kuld+kala kuld+kett hõbe+lusikas
    klaas+pudel plast+kott paber+kott puu+lusikas villa+lõng lina+seeme naha+jope suve+kleit õhtu+kleit pruut+paar
    pulma+kook lume+helbeke kevad+lill suve+ilm talve+ilm päikese+paiste tähe+lend kuu+sirp metsa+rada mere+tuul
    ranna+liiv liiva+loss kivi+aed lille+pott lille+vaas kuuse+käbi männi+mets kase+mahl õuna+aed marja+mahl
    moosi+sai kala+võrk kala+turg linnu+laul koera+ilm kassi+pesa hobuse+raud lehma+piim kana+muna muna+koor
    leiva+pätt piima+klaas tee+kann kohvi+kann supi+kauss liha+supp kapsa+supp raamatu+riiul kirja+kast luule+raamat
    laulu+raamat laulu+pidu tantsu+pidu rahva+laul rahva+tants muusika+õpetaja matemaatika+tund kooli+aasta
    kooli+laps klassi+tuba klassi+ruum õppe+aasta eksami+töö hinde+leht töö+raamat töö+riist töö+leping auto+tee
    auto+buss auto+rehv laeva+kapten laeva+sõit rongi+sõit bussi+sõit lennu+väli paadi+sõit jalg+rada jalg+tee
    suusa+kepp uisu+väli kelgu+mägi palli+mäng male+laud mängu+maa laste+raamat laste+film filmi+festival
    teatri+lava hommiku+võimlemine õhtu+päike öö+taevas päeva+valgus nädala+päev kuu+päev aasta+aeg aasta+vahetus
    kella+aeg tunni+kell linna+vaade linna+tänav maja+uks maja+number toa+lill akna+klaas põranda+lamp lae+lamp
    ukse+lukk köögi+kapp raha+asi raha+puudus panga+kaart haigla+arst arsti+kabinet tervise+rada"""
)
