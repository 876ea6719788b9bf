"""The face of the staff: pages. Thin: parse, call a command or a query, show.

How to add a page (``docs/desk.md`` has an example):

1. ``pages/<noun>.py``: a view ``def matters(request: StaffRequest) -> HttpResponse``. Time is
   ``request.now`` and ``request.today``, who asks is ``request.actor``.
2. A list ``ROUTES`` in the same file, each made by :func:`xinlian.desk.routes.page` with the
   permission that the page asks for; ``urls`` finds it there.
3. A template ``templates/desk/<noun>.html`` that extends ``desk/base.html``.
4. If it belongs to the menu, a line in ``navigation.MENU``.
5. English for each Chinese sentence in ``site/locale/en/LC_MESSAGES/django.po``.

A command that refuses (:class:`~xinlian.rules.errors.BrokenRule`) needs no handling: the
middleware makes a page of it. A form shows it beside what was typed
(:func:`xinlian.desk.forms.refuse`).
"""
