"""Everyday adjectives, by the nouns they go with."""

from alpaca_est.generators.morphology.rows import row

COLOURS = "punane sinine roheline kollane must valge hall pruun"
BY_KIND: dict[str, tuple[str, ...]] = {
    "person": row(
        """noor vana tark rõõmus kurb vaene rikas sõbralik aus julge laisk tubli pikk tugev nõrk vaikne viisakas
        lahke osav andekas kuulus uudishimulik kannatlik töökas hoolas vapper lõbus hea tagasihoidlik tuttav hooliv"""
    ),
    "animal": row(
        """suur kiire aeglane metsik kuri julge arg näljane must valge hall pruun ilus noor vana ettevaatlik kõhn
        tugev kaval vaikne haruldane armas"""
    ),
    "food": row("külm värske maitsev kallis odav hea tavaline imelik kodune"),
    "thing": row(f"uus vana suur ilus kallis odav puhas katkine kena tavaline haruldane {COLOURS}"),
    "clothes": row(f"soe õhuke paks uus vana ilus kallis odav pehme mugav moodne lai kitsas puhas {COLOURS}"),
    "vehicle": row("kiire aeglane uus vana suur punane sinine kollane valge mugav kallis võimas"),
    "place": row("suur vana uus vaikne ilus avar pime puhas soe külm kuulus kaunis lärmakas"),
    "nature": row("ilus kaunis suur tavaline eriline imeline"),
    "body": row("suur terve haige tugev nõrk puhas kuiv märg soe külm valus"),
    "abstract": row("uus tähtis hea halb tavaline eriline huvitav ootamatu oluline"),
}
MORE = row(
    """väike magus soolane hapu mõru kuum kuiv rasvane tervislik mahlane terav kerge raske lihtne keeruline kasulik
    vajalik ümmargune kõrge madal sügav madal lai kitsas pikk lühike kauge lähedane kõva pehme tihe hõre sile kare
    selge segane täpne ebatäpne ohtlik turvaline igav põnev naljakas tõsine kindel ebakindel vaba noor sale paks
    kaunis inetu armas range õiglane rahulik närviline elav vali hele tume särav vilets mugav ebamugav moodne
    hiline varane sage harv tavaline kange lahja jahe palav niiske pehme libe kleepuv tugev nõrk julm helde ihne
    tänulik kade uhke häbelik jutukas vaikne hoolikas hooletu usin virk nutikas rumal lai"""
)
ADJECTIVES = tuple(dict.fromkeys(word for words in (*BY_KIND.values(), MORE) for word in words))
