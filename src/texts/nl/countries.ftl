# Landen waarvan de feestdagen bekend zijn, en delen van sommige ervan.
country = { $code ->
    [AE] Verenigde Arabische Emiraten
    [AR] Argentinië
    [AT] Oostenrijk
    [AU] Australië
    [BE] België
    [BG] Bulgarije
    [BR] Brazilië
    [CA] Canada
    [CH] Zwitserland
    [CH-AG] Zwitserland: Aargau
    [CH-BE] Zwitserland: Bern
    [CH-BS] Zwitserland: Bazel-Stad
    [CH-GE] Zwitserland: Genève
    [CH-LU] Zwitserland: Luzern
    [CH-SG] Zwitserland: Sankt Gallen
    [CH-TI] Zwitserland: Ticino
    [CH-VD] Zwitserland: Vaud
    [CH-VS] Zwitserland: Wallis
    [CH-ZH] Zwitserland: Zürich
    [CL] Chili
    [CN] China
    [CO] Colombia
    [CY] Cyprus
    [CZ] Tsjechië
    [DE] Duitsland
    [DE-BB] Duitsland: Brandenburg
    [DE-BE] Duitsland: Berlijn
    [DE-BW] Duitsland: Baden-Württemberg
    [DE-BY] Duitsland: Beieren
    [DE-HB] Duitsland: Bremen
    [DE-HE] Duitsland: Hessen
    [DE-HH] Duitsland: Hamburg
    [DE-MV] Duitsland: Mecklenburg-Voor-Pommeren
    [DE-NI] Duitsland: Nedersaksen
    [DE-NW] Duitsland: Noordrijn-Westfalen
    [DE-RP] Duitsland: Rijnland-Palts
    [DE-SH] Duitsland: Sleeswijk-Holstein
    [DE-SL] Duitsland: Saarland
    [DE-SN] Duitsland: Saksen
    [DE-ST] Duitsland: Saksen-Anhalt
    [DE-TH] Duitsland: Thüringen
    [DK] Denemarken
    [EE] Estland
    [EG] Egypte
    [ES] Spanje
    [FI] Finland
    [FR] Frankrijk
    [GB-ENG] Verenigd Koninkrijk: Engeland en Wales
    [GB-NIR] Verenigd Koninkrijk: Noord-Ierland
    [GB-SCT] Verenigd Koninkrijk: Schotland
    [GR] Griekenland
    [HK] Hongkong
    [HR] Kroatië
    [HU] Hongarije
    [ID] Indonesië
    [IE] Ierland
    [IL] Israël
    [IS] IJsland
    [IT] Italië
    [JP] Japan
    [KE] Kenia
    [KR] Zuid-Korea
    [LT] Litouwen
    [LU] Luxemburg
    [LV] Letland
    [MA] Marokko
    [MT] Malta
    [MX] Mexico
    [MY] Maleisië
    [NG] Nigeria
    [NL] Nederland
    [NO] Noorwegen
    [NZ] Nieuw-Zeeland
    [PE] Peru
    [PH] Filipijnen
    [PL] Polen
    [PT] Portugal
    [RO] Roemenië
    [RS] Servië
    [SA] Saoedi-Arabië
    [SE] Zweden
    [SG] Singapore
    [SI] Slovenië
    [SK] Slowakije
    [TH] Thailand
    [TR] Turkije
    [TW] Taiwan
    [US] Verenigde Staten
    [VN] Vietnam
    [ZA] Zuid-Afrika
   *[other] { $code }
}
