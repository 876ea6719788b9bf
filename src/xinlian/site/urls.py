"""The URLs of the application: what each face brings."""

from django.urls import include, path

urlpatterns = [path("", include("xinlian.desk.urls"))]
