"""The closed lists of documents: where they go, how they are served, why one is voided."""

from xinlian.rules.vocabulary import Term


class Goes(Term):
    """To whom a document goes (行文方向)."""

    PETITIONER = "petitioner", "致信访人", "to the petitioner"
    UNIT = "unit", "致下级或平级单位", "to a unit below or beside"
    SUPERIOR = "superior", "上行", "upward"
    RECORD = "record", "存档记录", "a record for the file"
    REQUEST = "request", "信访人提出", "from the petitioner"


class Service(Term):
    """How a document was served (送达方式)."""

    SIGNED = "signed", "直接送达，本人签收", "handed over and signed for"
    REFUSED = "refused", "拒绝签收，由见证人证明", "refused; witnessed"
    POST = "post", "邮寄送达", "by post"
    ONLINE = "online", "网上送达", "online"


class VoidReason(Term):
    """Why an issued document is void (作废原因)."""

    MISTAKE = "mistake", "内容有误", "its content was wrong"
    RECIPIENT = "recipient", "送达对象有误", "the recipient was wrong"
    REPLACED = "replaced", "另行制发", "replaced by another"
    REVOKED = "revoked", "依法撤销", "revoked by law"


class State(Term):
    """Where a document stands (文书状态)."""

    DRAFT = "draft", "草稿", "draft"
    ISSUED = "issued", "已制发", "issued"
    SERVED = "served", "已送达", "served"
    VOID = "void", "已作废", "void"
