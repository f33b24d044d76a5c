/** Where contacts of one language live and what they are called: as written, and as it looks in an address. */
export interface Region {
  readonly locale: string;
  readonly timeZone: string;
  readonly cities: readonly string[];
  /** `family-first` and without a space, as Chinese, Japanese and Korean names are written. */
  readonly order: 'given-first' | 'family-first' | 'family-first-joined';
  readonly given: readonly Name[];
  readonly family: readonly Name[];
}

export type Name = readonly [written: string, ascii: string];

/** `Zoë=zoe Łukasz=lukasz Ann`: what needs no other spelling in an address stands alone. */
const names = (text: string): readonly Name[] =>
  text.split(' ').map((each): Name => {
    const [written = '', ascii = written.toLowerCase()] = each.split('=');
    return [written, ascii];
  });

const region = (
  locale: string,
  timeZone: string,
  cities: string,
  [given, family]: readonly [string, string],
  order: Region['order'] = 'given-first',
): Region => ({
  locale,
  timeZone,
  cities: cities.split('|'),
  order,
  given: names(given),
  family: names(family),
});

export const regions: readonly Region[] = [
  region('en-GB', 'Europe/London', 'Leeds|Bristol|King’s Lynn', [
    'Amelia Oliver Zoë=zoe Freya Siân=sian',
    'Whitaker O’Brien=obrien Smith-Jones=smith-jones Clarke',
  ]),
  region('en-US', 'America/New_York', 'Boston|Winston-Salem|Newark, NJ', [
    'Jordan Maya Renée=renee Tyrone DeShawn',
    'Carter Núñez=nunez Nguyen McAllister',
  ]),
  region('de-DE', 'Europe/Berlin', 'Köln|München|Frankfurt (Oder)', [
    'Jürgen=juergen Änne=aenne Björn=bjoern Käthe=kaethe Lena',
    'Groß=gross Müller-Lüdenscheidt=mueller-luedenscheidt Weiß=weiss Schäfer=schaefer',
  ]),
  region('fr-FR', 'Europe/Paris', 'Besançon|Orléans|L’Haÿ-les-Roses', [
    'Chloé=chloe François=francois Maëlys=maelys Hélène=helene Loïc=loic',
    'Lefèvre=lefevre D’Aubigné=daubigne Gonçalves=goncalves Noël=noel',
  ]),
  region('es-MX', 'America/Mexico_City', 'Mérida|San Luis Potosí|Cancún', [
    'José=jose Ángela=angela Íñigo=inigo Lucía=lucia Itzel',
    'Ibáñez=ibanez Zúñiga=zuniga Peña=pena Güemes=guemes',
  ]),
  region('pt-BR', 'America/Sao_Paulo', 'São Paulo|Goiânia|Florianópolis', [
    'João=joao Conceição=conceicao Luís=luis Antônia=antonia Thaís=thais',
    'Araújo=araujo Magalhães=magalhaes Brandão=brandao Simões=simoes',
  ]),
  region('pl-PL', 'Europe/Warsaw', 'Łódź|Kraków|Wrocław', [
    'Łukasz=lukasz Małgorzata=malgorzata Żaneta=zaneta Sławomir=slawomir Agnieszka',
    'Wójcik=wojcik Dąbrowska=dabrowska Błażejewski=blazejewski Źrebiec=zrebiec',
  ]),
  region('tr-TR', 'Europe/Istanbul', 'İstanbul|Şanlıurfa|Çanakkale', [
    'Işıl=isil Çağrı=cagri Gülşen=gulsen Ömer=omer İpek=ipek',
    'Yıldız=yildiz Öztürk=ozturk Şahin=sahin Küçükoğlu=kucukoglu',
  ]),
  region(
    'vi-VN',
    'Asia/Ho_Chi_Minh',
    'Đà Nẵng|Huế|Cần Thơ',
    ['Ngọc=ngoc Đức=duc Thảo=thao Hưng=hung Quỳnh=quynh', 'Nguyễn=nguyen Phạm=pham Đặng=dang Trương=truong'],
    'family-first',
  ),
  region('is-IS', 'Atlantic/Reykjavik', 'Reykjavík|Ísafjörður|Höfn', [
    'Þórunn=thorunn Sigríður=sigridur Ægir=aegir Björk=bjork Óðinn=odinn',
    'Jónsdóttir=jonsdottir Guðmundsson=gudmundsson Þorsteinsdóttir=thorsteinsdottir Ásgeirsson=asgeirsson',
  ]),
  region('uk-UA', 'Europe/Kyiv', 'Київ|Львів|Кам’янець-Подільський', [
    'Олександра=oleksandra Їжакевич=yizhak Дмитро=dmytro Ґанна=ganna Юрій=yuriy',
    'Шевченко=shevchenko Щербак=shcherbak Коваль=koval Гончаренко=honcharenko',
  ]),
  region('el-GR', 'Europe/Athens', 'Θεσσαλονίκη|Ηράκλειο|Πάτρα', [
    'Ευαγγελία=evangelia Γιώργος=giorgos Ζωή=zoi Θανάσης=thanasis Ξένια=xenia',
    'Παπαδοπούλου=papadopoulou Αγγελόπουλος=angelopoulos Δημητρίου=dimitriou Χατζής=chatzis',
  ]),
  region('ar-EG', 'Africa/Cairo', 'القاهرة|الإسكندرية|أسوان', [
    'محمد=mohamed فاطمة=fatma ليلى=layla يوسف=youssef نورهان=nourhan',
    'السيد=elsayed عبدالرحمن=abdelrahman حسين=hussein المصري=elmasry',
  ]),
  region('he-IL', 'Asia/Jerusalem', 'חיפה|תל־אביב|באר שבע', [
    'נועה=noa יונתן=yonatan תמר=tamar איתי=itay שירה=shira',
    'כהן=cohen בן־דוד=ben-david מזרחי=mizrahi פרידמן=friedman',
  ]),
  region('hi-IN', 'Asia/Kolkata', 'दिल्ली|वाराणसी|जयपुर', [
    'अनन्या=ananya विक्रम=vikram प्रिया=priya अर्जुन=arjun लक्ष्मी=lakshmi',
    'शर्मा=sharma वर्मा=verma चौधरी=chaudhary मिश्र=mishra',
  ]),
  region('ta-IN', 'Asia/Kolkata', 'சென்னை|மதுரை|கோயம்புத்தூர்', [
    'கவிதா=kavitha முருகன்=murugan செல்வி=selvi அருண்=arun மீனா=meena',
    'சுப்பிரமணியன்=subramanian ராமசாமி=ramasamy நடராஜன்=natarajan குமார்=kumar',
  ]),
  region('th-TH', 'Asia/Bangkok', 'กรุงเทพฯ|เชียงใหม่|ขอนแก่น', [
    'สมชาย=somchai ปิยะนุช=piyanuch ณัฐพล=nattapon กัญญา=kanya ธนา=thana',
    'ศรีสุข=srisuk วงศ์ใหญ่=wongyai แก้วมณี=kaewmanee ทองดี=thongdee',
  ]),
  region(
    'zh-CN',
    'Asia/Shanghai',
    '上海|西安|呼和浩特',
    ['伟=wei 秀英=xiuying 子涵=zihan 建国=jianguo 梓萱=zixuan', '王=wang 欧阳=ouyang 李=li 赵=zhao'],
    'family-first-joined',
  ),
  region(
    'ja-JP',
    'Asia/Tokyo',
    '東京|さいたま市|京都',
    [
      'さくら=sakura 大翔=hiroto 美咲=misaki ケンジ=kenji 陽葵=himari',
      '佐藤=sato 髙橋=takahashi 渡邊=watanabe 鈴木=suzuki',
    ],
    'family-first-joined',
  ),
  region(
    'ko-KR',
    'Asia/Seoul',
    '서울|부산|제주',
    ['서연=seoyeon 민준=minjun 지우=jiwoo 하은=haeun 도윤=doyun', '김=kim 남궁=namgung 이=lee 박=park'],
    'family-first-joined',
  ),
  region('ka-GE', 'Asia/Tbilisi', 'თბილისი|ქუთაისი|ბათუმი', [
    'ნინო=nino გიორგი=giorgi თამარ=tamar ლაშა=lasha ქეთევან=ketevan',
    'ბერიძე=beridze ჯაფარიძე=japaridze მაისურაძე=maisuradze კაპანაძე=kapanadze',
  ]),
  region('hy-AM', 'Asia/Yerevan', 'Երևան|Գյումրի|Վանաձոր', [
    'Անահիտ=anahit Տիգրան=tigran Լուսինե=lusine Արամ=aram Շուշան=shushan',
    'Հակոբյան=hakobyan Պետրոսյան=petrosyan Ղազարյան=ghazaryan Սարգսյան=sargsyan',
  ]),
  region('am-ET', 'Africa/Addis_Ababa', 'አዲስ አበባ|ጎንደር|መቐለ', [
    'ሰላም=selam አበበ=abebe ሕይወት=hiwot ዳዊት=dawit ትዕግስት=tigist',
    'ተስፋዬ=tesfaye ገብረማርያም=gebremariam ወልደ=wolde በቀለ=bekele',
  ]),
  region('yo-NG', 'Africa/Lagos', 'Ìbàdàn|Òṣogbo|Abẹ́òkúta', [
    'Adé=ade Fọláṣadé=folasade Ọláolúwa=olaoluwa Títílayọ̀=titilayo Ṣẹ̀yí=seyi',
    'Adéyẹmí=adeyemi Ògúnbánjọ=ogunbanjo Ọ̀ṣúntókun=osuntokun Bámgbóṣé=bamgbose',
  ]),
];

/** Companies as they are typed into forms: with commas, quotes and scripts of their own. */
export const companies: readonly string[] = [
  'Kontor Nord',
  'Müller, Schmidt & Partner',
  'Café "Zum Adler"',
  'Lighthouse Books Ltd.',
  'Ateliers d’Été, SARL',
  '"Best" Coffee, Inc.',
  'Zażółć Design',
  '株式会社さくら',
  'Κήπος & Σία',
  'ООО «Ромашка»',
  'O’Neill & Sons; Wholesale',
  'شركة النيل',
  'Smith\tTab Systems',
  '100% Wool = Good',
];

/** What somebody once wrote about a contact; the line breaks came with a paste. */
export const notes: readonly string[] = [
  'Met at the fair in March.\nWants to hear about "winter" blends.',
  'Prefers calls, not mails\n\n(but agreed to the newsletter)',
  'Invoice address:\nHafenstraße 7, 20457 Hamburg',
  'asked for a catalogue, size L; "the thick one"',
  '-- \nSent from my phone',
];
