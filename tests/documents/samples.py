"""A fictional petition with one document of every kind."""

# ruff: noqa: E501 - what an office writes is not broken into lines

from typing import Any

_CONTACT = {"contact": "何工", "telephone": "0990-1234567"}
_ABOUT = {
    "unit": "云州市住建局",
    "petition": "XF20260918-0037",
    "received_on": "2026-09-18",
    "channel": "来访",
    "matter": "金桂花园二期停工，逾期21个月未交房",
}
_SHORT = {name: _ABOUT[name] for name in ("unit", "petition", "matter")}
_TO = {"unit": "云州市信访局", "to": "云州市住建局"}
_CLAIMS = [
    {
        "text": "督促开发单位复工，明确交房日期",
        "result": "予以支持",
        "opinion": "已约谈开发单位，要求于2026年12月31日前恢复施工，于2027年9月30日前交付。",
    },
    {
        "text": "支付逾期交房违约金",
        "result": "诉求合理，但超出本单位职权，予以解释",
        "opinion": "违约金属于合同约定，可以与开发单位协商，也可以依法向人民法院提起诉讼或者申请仲裁。",
    },
]
_FACTS = (
    "金桂花园二期2022年3月开工，规划住宅6栋612套，合同约定2024年12月31日前交付。\n"
    "经现场核查，工程自2025年4月起停工，监管账户余额3,180.5万元，未发现挪用。"
)
_REASONS = "开发单位未按合同约定交付，停工主要由于总包单位与开发单位的工程款纠纷。"
_LAW = "《信访工作条例》第三十二条\n《城市商品房预售管理办法》第十一条"
_MATERIALS = [
    {"name": "商品房买卖合同复印件", "count": "1份", "note": "共24页"},
    {"name": "购房款收据复印件", "count": "3张"},
    {"name": "现场照片", "count": "8张", "note": "2026年9月拍摄"},
]
_HELD = {"held_on": "2026-10-12", "time": "上午9时30分", "place": "云州市住建局二楼会议室"}
_AGREED = {
    "other_party": "云州金桂置业有限公司",
    "facts": "合同约定2024年12月31日前交房，至2026年10月仍未交付。",
    "terms": "金桂置业于2027年9月30日前交付7栋1单元的房屋。\n逾期违约金按合同约定计算，共计18,600元。",
    "performance": "违约金于2026年12月31日前一次付清，付至申请人指定的账户。",
    "copies_count": 3,
}
_OPINION = {"opinion_body": "云州市住建局", "opinion_number": "信处〔2026〕3号"}
_WHERE = "对执行情况有意见的，可以向云州市信访局反映。"
_DAYS = {"notice_days": 15, "objection_days": 5}

SAMPLES: dict[str, dict[str, Any]] = {
    "receipt": {
        **_ABOUT, "notice_days": 15, "materials": _MATERIALS,
        "query": "云州市网上信访大厅或者本单位来访接待窗口",
    },
    "acceptance": {
        **_ABOUT, **_CONTACT, "route": "适用信访程序办理，由本单位作出处理意见。",
        "procedure": "调查核实，听取你的陈述，必要时现场查看。\n自受理之日起60日内作出书面处理意见并送达。",
        "handled_by": "云州市住建局房地产市场监管科", "due_on": "2026-11-24",
        "attachments": "信访事项办理流程图\n信访人权利告知",
    },
    "rejection": {
        **_ABOUT, **_CONTACT, "reasons": "该事项不属于本单位职权范围，也不属于本单位下级单位职权范围。",
        "law": "《信访工作条例》第二十三条",
        "where": "劳动报酬争议，可以向云州市人力资源和社会保障局劳动监察支队投诉，电话0990-7654321。",
    },
    "forwarding-notice": {
        **_ABOUT, **_CONTACT, "unit": "云州市信访局", "handled_by": "云州市住建局",
        "sent_on": "2026-09-24", "notice_days": 15,
    },
    "procedure-notice": {
        **_ABOUT, **_CONTACT, "route": "行政复议程序", "law": "《信访工作条例》第三十一条",
        "where": "云州市司法局行政复议受理窗口（云州市政务大厅二楼12号）",
        "how": "自知道行政行为之日起60日内提交行政复议申请书、身份证明和有关材料。\n可以当面、邮寄或者网上提出。",
    },
    "supplement": {
        **_ABOUT, **_CONTACT, "materials": _MATERIALS, "until": "2026-10-15",
        "how": "当面提交，或者邮寄至云州市建设路88号。",
    },
    "extension": {
        **_ABOUT, **_CONTACT, "reasons": "需要对监管账户进行审计，审计报告预计2026年12月10日完成。",
        "extra_days": 30, "due_on": "2026-12-24", "approved_by": "云州市住建局分管负责人",
    },
    "closed": {
        **_ABOUT, **_CONTACT, **_OPINION, "reasons": "该事项已经复核，本次提出的事实和理由与复核时相同。",
        "where": "对交房进度的意见，可以向云州市住建局反映；生活确有困难的，可以向东岭区柳桥镇申请救助。",
    },
    "hearing-notice": {
        **_SHORT, **_CONTACT, **_HELD, "chair": "云州市住建局法规科李科长",
        "present": "开发单位代表、柳桥镇代表、人大代表1名、律师1名",
    },
    "opinion": {
        **_ABOUT, **_CONTACT, "claims": _CLAIMS, "facts": _FACTS, "reasons": _REASONS, "law": _LAW,
        "execution": "由本单位市场监管科督促落实，每月30日前核查进度，直至交付。",
        "review_body": "云州市人民政府", "review_days": 30,
        "attachments": "现场核查记录\n监管账户余额证明",
    },
    "review-request": {
        **_OPINION, "review_body": "云州市人民政府", "served_on": "2026-11-20",
        "matter": _ABOUT["matter"], "request": "请求撤销原处理意见第二项，责令支付违约金。",
        "grounds": "合同第十二条已经约定违约金标准，住建局有监督履行的职责。",
        "attachments": "原处理意见书复印件",
    },
    "review-opinion": {
        **_SHORT, **_CONTACT, **_OPINION, "unit": "云州市人民政府",
        "original": "支持复工请求；违约金请求超出职权，予以解释。", "claims": _CLAIMS,
        "facts": _FACTS, "reasons": _REASONS, "law": _LAW,
        "reexamination_body": "云岭省人民政府", "reexamination_days": 30,
    },
    "reexamination-request": {
        **_OPINION, "opinion_body": "云州市人民政府", "opinion_number": "信复查〔2026〕1号",
        "reexamination_body": "云岭省人民政府", "served_on": "2026-12-25",
        "matter": _ABOUT["matter"], "request": "请求撤销复查意见，责令支付违约金。",
        "grounds": "复查没有回应合同第十二条。",
    },
    "reexamination-opinion": {
        **_SHORT, **_CONTACT, "unit": "云岭省人民政府", "opinion_body": "云州市人民政府",
        "opinion_number": "信复查〔2026〕1号", "original": "维持云州市住建局的处理意见。",
        "claims": _CLAIMS, "course": "2027年1月8日举行听证，双方到场陈述。", "facts": _FACTS,
        "reasons": _REASONS, "law": _LAW, "where": _WHERE,
    },
    "forwarding": {
        **_ABOUT, **_CONTACT, **_TO, **_DAYS, "reasons": "房地产市场监管属于你单位职责。",
        "copies": "东岭区信访局\n柳桥镇人民政府",
    },
    "assignment": {
        **_ABOUT, **_CONTACT, **_TO, **_DAYS, "due_on": "2026-11-24",
        "demands": "查明停工原因和资金情况。\n督促复工并明确交房日期。\n听取信访人意见。",
    },
    "objection": {
        **_SHORT, **_CONTACT, "to": "云州市信访局", "answers": "信转〔2026〕12号",
        "sent_on": "2026-09-24", "approver": "沈某某",
        "reasons": "该地块属于经开区管理，施工许可由经开区建设局核发，我单位没有管理权限。",
        "law": "《云州经济技术开发区管理办法》第八条",
    },
    "objection-answer": {
        **_SHORT, **_CONTACT, **_TO, "answers": "信异〔2026〕1号",
        "result": "同意异议，有关材料请于2026年10月8日前交还，我单位改转经开区建设局。",
        "reasons": "经核实，该项目施工许可由经开区建设局核发。",
    },
    "urging": {
        **_SHORT, **_CONTACT, **_TO, "failings": "未在15日内书面告知信访人。\n处理意见作出后未执行。",
        "demands": "于3个工作日内补发告知。\n落实处理意见，按月报告复工进度。",
        "until": "2026-12-05", "copies": "市政府督查室",
    },
    "reminder": {
        **_SHORT, **_CONTACT, **_TO, "about": "交办函", "about_number": "信交〔2026〕5号",
        "sent_on": "2026-09-24", "due_on": "2026-11-24",
        "demands": "请抓紧办理，并说明未办结的原因。", "until": "2026-12-01",
    },
    "improve-work": {
        **_TO, **_CONTACT, "facts": "2026年1—10月，住建领域有23件事项超过15日未告知。",
        "suggestions": "设专人登记来件。\n每周核对告知期限。", "until": "2026-12-31",
    },
    "improve-policy": {
        **_TO, "to": "中共云州市委、云州市人民政府", "approver": "沈某某",
        "facts": "2026年1—10月，反映预售资金监管的事项46件，涉及9个项目。",
        "reasons": "现行办法没有规定停工时监管资金的使用程序。",
        "suggestions": "修订预售资金监管办法，明确停工项目的资金使用程序。",
    },
    "hold-to-account": {
        **_TO, "to": "中共云州市纪律检查委员会", "facts": "有关单位虚报办理结果，经2次督办仍未改正。",
        "law": "《信访工作条例》第四十条", "suggestions": "对负有责任的领导人员和直接责任人员追究责任。",
        "until": "2027-01-31",
    },
    "hearing-record": {
        **_SHORT, **_HELD, "chair": "李科长", "recorder": "何工",
        "present": "开发单位代表、柳桥镇代表、律师",
        "course": "主持人宣布听证纪律，询问是否申请回避，各方表示不申请。\n信访人陈述请求和理由。\n开发单位说明停工原因。",
    },
    "mediation": {**_SHORT, **_AGREED, "chair": "李科长", "law": "《中华人民共和国民法典》第五百七十七条"},
    "settlement": {**_SHORT, **_AGREED},
    "materials-list": {
        **_SHORT, "materials": _MATERIALS, "held_on": "2026-09-18", "recorder": "何工",
    },
    "talk-record": {
        **_SHORT, **_HELD, "chair": "何工、李工", "recorder": "李工",
        "talk": [
            {"question": "我们是云州市住建局工作人员，今天听取你的意见，是否申请我们回避？", "answer": "不申请。"},
            {"question": "你的主要请求是什么？", "answer": "尽快复工，明确交房日期，支付违约金18,600元。"},
        ],
    },
    "service-record": {
        "unit": "云州市住建局", "petition": "XF20260918-0037", "about": "信访事项处理意见书",
        "about_number": "信处〔2026〕3号", "service": "直接送达", "place": "云州市住建局接待室",
    },
    "final-report": {
        **_SHORT, **_CONTACT, "to": "云州市信访局", "answers": "信交〔2026〕5号",
        "sent_on": "2026-09-24", "approver": "沈某某", "facts": _FACTS,
        "result": "支持复工请求，已作出处理意见。", "served_on": "2026-11-20",
        "view": "信访人对复工安排表示认可，对违约金部分拟另行起诉。",
    },
}  # fmt: skip
