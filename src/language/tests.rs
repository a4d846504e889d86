//! A short news paragraph of our own in each language.

use super::*;

const TEXTS: &[(&str, &str)] = &[
    (
        "en",
        "The mayor said on Monday that the new bridge would open in the spring, two years later than planned. Residents have waited for it since the old one was closed.",
    ),
    (
        "fr",
        "Le maire a annoncé lundi que le nouveau pont ouvrira au printemps, avec deux ans de retard. Les habitants l'attendent depuis la fermeture de l'ancien.",
    ),
    (
        "de",
        "Der Bürgermeister sagte am Montag, dass die neue Brücke im Frühling eröffnet wird, zwei Jahre später als geplant. Die Bewohner warten seit langem darauf.",
    ),
    (
        "es",
        "El alcalde dijo el lunes que el nuevo puente se abrirá en primavera, dos años más tarde de lo previsto. Los vecinos lo esperan desde que se cerró el antiguo.",
    ),
    (
        "pt",
        "O prefeito disse na segunda-feira que a nova ponte será aberta na primavera, dois anos depois do previsto. Os moradores esperam por ela desde que a antiga foi fechada.",
    ),
    (
        "it",
        "Il sindaco ha detto lunedì che il nuovo ponte aprirà in primavera, con due anni di ritardo. Gli abitanti lo aspettano da quando quello vecchio è stato chiuso.",
    ),
    (
        "nl",
        "De burgemeester zei maandag dat de nieuwe brug in het voorjaar opengaat, twee jaar later dan gepland. De bewoners wachten erop sinds de oude werd gesloten.",
    ),
    (
        "sv",
        "Borgmästaren sade på måndagen att den nya bron öppnar till våren, två år senare än planerat. De boende har väntat på den sedan den gamla stängdes.",
    ),
    (
        "da",
        "Borgmesteren sagde mandag, at den nye bro åbner til foråret, to år senere end planlagt. Beboerne har ventet på den, siden den gamle blev lukket af kommunen.",
    ),
    (
        "no",
        "Ordføreren sa mandag at den nye broen åpner til våren, to år senere enn planlagt. Innbyggerne har ventet på den siden den gamle ble stengt, og nå er de lei.",
    ),
    (
        "fi",
        "Kaupunginjohtaja sanoi maanantaina, että uusi silta avataan keväällä, kaksi vuotta myöhemmin kuin oli tarkoitus. Asukkaat ovat odottaneet sitä siitä lähtien, kun vanha suljettiin.",
    ),
    (
        "is",
        "Borgarstjórinn sagði á mánudag að nýja brúin yrði opnuð í vor, tveimur árum síðar en til stóð. Íbúar hafa beðið eftir henni síðan þeirri gömlu var lokað.",
    ),
    (
        "pl",
        "Burmistrz powiedział w poniedziałek, że nowy most zostanie otwarty na wiosnę, dwa lata później niż planowano. Mieszkańcy czekają na niego od zamknięcia starego.",
    ),
    (
        "cs",
        "Starosta v pondělí řekl, že nový most se otevře na jaře, o dva roky později, než se plánovalo. Obyvatelé na něj čekají od doby, kdy byl starý uzavřen.",
    ),
    (
        "sk",
        "Primátor v pondelok povedal, že nový most sa otvorí na jar, o dva roky neskôr, ako sa plánovalo. Obyvatelia naň čakajú, odkedy bol starý uzavretý.",
    ),
    (
        "ro",
        "Primarul a declarat luni că noul pod va fi deschis în primăvară, cu doi ani mai târziu decât era prevăzut. Locuitorii îl așteaptă de când cel vechi a fost închis.",
    ),
    (
        "hu",
        "A polgármester hétfőn azt mondta, hogy az új híd tavasszal nyílik meg, két évvel később a tervezettnél. A lakók azóta várnak rá, hogy a régit lezárták.",
    ),
    (
        "tr",
        "Belediye başkanı pazartesi günü yeni köprünün ilkbaharda, planlanandan iki yıl sonra açılacağını söyledi. Bölge halkı eskisi kapatıldığından beri bunu bekliyor.",
    ),
    (
        "az",
        "Şəhər meri bazar ertəsi bildirib ki, yeni körpü yazda, planlaşdırılandan iki il sonra açılacaq. Sakinlər köhnə körpü bağlanandan bəri bunu gözləyirlər.",
    ),
    (
        "id",
        "Wali kota mengatakan pada hari Senin bahwa jembatan baru itu akan dibuka pada musim semi, dua tahun lebih lambat dari rencana. Warga telah menunggu sejak yang lama ditutup.",
    ),
    (
        "vi",
        "Thị trưởng cho biết hôm thứ Hai rằng cây cầu mới sẽ được mở vào mùa xuân, muộn hơn hai năm so với kế hoạch. Người dân đã chờ đợi từ khi cầu cũ bị đóng.",
    ),
    (
        "ca",
        "L'alcalde va dir dilluns que el nou pont s'obrirà a la primavera, dos anys més tard del previst. Els veïns l'esperen des que es va tancar l'antic.",
    ),
    (
        "gl",
        "O alcalde dixo o luns que a nova ponte abrirá na primavera, dous anos máis tarde do previsto. A veciñanza agarda por ela desde que se pechou a vella, pero non hai máis novas.",
    ),
    (
        "hr",
        "Gradonačelnik je u ponedjeljak rekao da će novi most biti otvoren na proljeće, dvije godine kasnije nego što je planirano. Stanovnici ga čekaju otkad je stari zatvoren.",
    ),
    (
        "sl",
        "Župan je v ponedeljek povedal, da bodo novi most odprli spomladi, dve leti pozneje, kot je bilo načrtovano. Prebivalci nanj čakajo, odkar so starega zaprli.",
    ),
    (
        "sq",
        "Kryetari i bashkisë tha të hënën se ura e re do të hapet në pranverë, dy vjet më vonë se sa ishte planifikuar. Banorët e presin që kur u mbyll e vjetra.",
    ),
    (
        "et",
        "Linnapea ütles esmaspäeval, et uus sild avatakse kevadel, kaks aastat hiljem kui plaaniti. Elanikud on seda oodanud sellest ajast, kui vana suleti.",
    ),
    (
        "lv",
        "Mērs pirmdien sacīja, ka jaunais tilts tiks atklāts pavasarī, divus gadus vēlāk, nekā bija plānots. Iedzīvotāji to gaida kopš brīža, kad vecais tika slēgts.",
    ),
    (
        "lt",
        "Meras pirmadienį sakė, kad naujasis tiltas bus atidarytas pavasarį, dvejais metais vėliau, nei buvo planuota. Gyventojai jo laukia nuo tada, kai senasis buvo uždarytas.",
    ),
    (
        "ru",
        "Мэр заявил в понедельник, что новый мост откроют весной, на два года позже, чем планировалось. Жители ждут его с тех пор, как закрыли старый.",
    ),
    (
        "uk",
        "Мер заявив у понеділок, що новий міст відкриють навесні, на два роки пізніше, ніж планувалося. Мешканці чекають на нього відтоді, як закрили старий.",
    ),
    (
        "be",
        "Мэр заявіў у панядзелак, што новы мост адкрыюць вясной, на два гады пазней, чым планавалася. Жыхары чакаюць яго з таго часу, як закрылі стары.",
    ),
    (
        "bg",
        "Кметът заяви в понеделник, че новият мост ще бъде открит през пролетта, две години по-късно от планираното. Жителите го чакат, откакто беше затворен старият.",
    ),
    (
        "sr",
        "Градоначелник је у понедељак рекао да ће нови мост бити отворен на пролеће, две године касније него што је планирано. Становници га чекају откад је стари затворен.",
    ),
    (
        "mk",
        "Градоначалникот во понеделникот рече дека новиот мост ќе биде отворен напролет, две години подоцна од планираното. Жителите го чекаат откако стариот беше затворен.",
    ),
    (
        "el",
        "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η νέα γέφυρα θα ανοίξει την άνοιξη, δύο χρόνια αργότερα από ό,τι είχε προγραμματιστεί.",
    ),
    (
        "ar",
        "قال رئيس البلدية يوم الاثنين إن الجسر الجديد سيفتح في الربيع، بعد عامين من الموعد المقرر. وينتظره السكان منذ إغلاق الجسر القديم.",
    ),
    (
        "fa",
        "شهردار روز دوشنبه گفت که پل جدید در بهار، دو سال دیرتر از برنامه، باز خواهد شد. ساکنان از زمانی که پل قدیمی بسته شد منتظر آن هستند.",
    ),
    (
        "ur",
        "میئر نے پیر کو کہا کہ نیا پل موسم بہار میں کھولا جائے گا، جو منصوبے سے دو سال کی تاخیر ہے۔ لوگ پرانے پل کے بند ہونے کے بعد سے اس کا انتظار کر رہے ہیں۔",
    ),
    (
        "he",
        "ראש העיר אמר ביום שני כי הגשר החדש ייפתח באביב, שנתיים מאוחר מהמתוכנן. התושבים ממתינים לו מאז שנסגר הגשר הישן.",
    ),
    (
        "hi",
        "महापौर ने सोमवार को कहा कि नया पुल वसंत में खुलेगा, जो योजना से दो साल बाद है। पुराना पुल बंद होने के बाद से लोग इसका इंतज़ार कर रहे हैं।",
    ),
    (
        "mr",
        "महापौरांनी सोमवारी सांगितले की नवा पूल वसंतात खुला होणार आहे, आणि हे नियोजनापेक्षा दोन वर्षे उशिरा आहे. जुना पूल बंद झाल्यापासून लोक वाट पाहत आहेत.",
    ),
    (
        "zh",
        "市长星期一表示，新桥将于春天开放，比原计划晚两年。自旧桥关闭以来，居民一直在等待。",
    ),
    (
        "ja",
        "市長は月曜日、新しい橋が予定より二年遅れて春に開通すると述べた。古い橋が閉鎖されて以来、住民は待ち続けている。",
    ),
    (
        "ko",
        "시장은 월요일 새 다리가 계획보다 2년 늦은 봄에 개통될 것이라고 밝혔다. 주민들은 옛 다리가 폐쇄된 이후 기다려 왔다.",
    ),
    (
        "hy",
        "Քաղաքապետը երկուշաբթի ասաց, որ նոր կամուրջը կբացվի գարնանը։",
    ),
    (
        "ka",
        "მერმა ორშაბათს განაცხადა, რომ ახალი ხიდი გაზაფხულზე გაიხსნება.",
    ),
    ("th", "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานใหม่จะเปิดในฤดูใบไม้ผลิ"),
];

#[test]
fn each_language_is_told_from_one_paragraph() {
    let wrong: Vec<_> = TEXTS
        .iter()
        .map(|(tag, text)| (*tag, detect(text)))
        .filter(|(tag, found)| Some(*tag) != *found)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn too_little_or_too_mixed_is_left_open() {
    for text in ["", "   ", "2024 – 17:05", "OK", "Reuters AFP BBC", "!!!"] {
        assert_eq!(detect(text), None, "{text:?}");
    }
}

#[test]
fn the_body_counts_not_the_frame_around_it() {
    let english = TEXTS[0].1;
    let text = format!(
        "{}\n{english}\nLaisser un commentaire\nYorum ekle",
        english.repeat(3)
    );
    assert_eq!(detect(&text), Some("en"));
}

#[test]
fn a_long_text_is_sampled_within_character_boundaries() {
    for (tag, text) in TEXTS {
        let long = text.repeat(1 + 60_000 / text.len());
        assert_eq!(detect(&long), Some(*tag));
    }
}
