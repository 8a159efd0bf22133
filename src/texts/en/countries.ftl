# Countries whose public holidays are known, and parts of some of them.
country = { $code ->
    [AE] United Arab Emirates
    [AR] Argentina
    [AT] Austria
    [AU] Australia
    [BE] Belgium
    [BG] Bulgaria
    [BR] Brazil
    [CA] Canada
    [CH] Switzerland
    [CH-AG] Switzerland: Aargau
    [CH-BE] Switzerland: Bern
    [CH-BS] Switzerland: Basel-Stadt
    [CH-GE] Switzerland: Geneva
    [CH-LU] Switzerland: Lucerne
    [CH-SG] Switzerland: St. Gallen
    [CH-TI] Switzerland: Ticino
    [CH-VD] Switzerland: Vaud
    [CH-VS] Switzerland: Valais
    [CH-ZH] Switzerland: Zurich
    [CL] Chile
    [CN] China
    [CO] Colombia
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DE-BB] Germany: Brandenburg
    [DE-BE] Germany: Berlin
    [DE-BW] Germany: Baden-Württemberg
    [DE-BY] Germany: Bavaria
    [DE-HB] Germany: Bremen
    [DE-HE] Germany: Hesse
    [DE-HH] Germany: Hamburg
    [DE-MV] Germany: Mecklenburg-Western Pomerania
    [DE-NI] Germany: Lower Saxony
    [DE-NW] Germany: North Rhine-Westphalia
    [DE-RP] Germany: Rhineland-Palatinate
    [DE-SH] Germany: Schleswig-Holstein
    [DE-SL] Germany: Saarland
    [DE-SN] Germany: Saxony
    [DE-ST] Germany: Saxony-Anhalt
    [DE-TH] Germany: Thuringia
    [DK] Denmark
    [EE] Estonia
    [EG] Egypt
    [ES] Spain
    [FI] Finland
    [FR] France
    [GB-ENG] United Kingdom: England and Wales
    [GB-NIR] United Kingdom: Northern Ireland
    [GB-SCT] United Kingdom: Scotland
    [GR] Greece
    [HK] Hong Kong
    [HR] Croatia
    [HU] Hungary
    [ID] Indonesia
    [IE] Ireland
    [IL] Israel
    [IS] Iceland
    [IT] Italy
    [JP] Japan
    [KE] Kenya
    [KR] South Korea
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [MA] Morocco
    [MT] Malta
    [MX] Mexico
    [MY] Malaysia
    [NG] Nigeria
    [NL] Netherlands
    [NO] Norway
    [NZ] New Zealand
    [PE] Peru
    [PH] Philippines
    [PL] Poland
    [PT] Portugal
    [RO] Romania
    [RS] Serbia
    [SA] Saudi Arabia
    [SE] Sweden
    [SG] Singapore
    [SI] Slovenia
    [SK] Slovakia
    [TH] Thailand
    [TR] Türkiye
    [TW] Taiwan
    [US] United States
    [VN] Vietnam
    [ZA] South Africa
   *[other] { $code }
}
