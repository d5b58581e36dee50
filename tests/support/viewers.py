"""Pages that show documents of APIs, as frameworks and their viewers write them."""

FASTAPI = """<!DOCTYPE html><html><head><title>Tasks - Swagger UI</title></head><body><div id="swagger-ui"></div>
<script src="https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui-bundle.js"></script><script>
const ui = SwaggerUIBundle({ url: '/openapi.json', oauth2RedirectUrl: window.location.origin + '/docs/oauth2-redirect',
"dom_id": "#swagger-ui", })</script></body></html>"""
REDOC = '<html><title>ReDoc</title><redoc spec-url="/openapi.json?a=1&amp;b=2"></redoc></html>'
SPECTACULAR = """<html><title>Swagger</title><div id="swagger-ui"></div><script>const ui = SwaggerUIBundle({
  url: "/api/v1\\u002D2/schema/?format\\u003Djson", dom_id: "#swagger-ui" });</script></html>"""
SPECTACULAR_REDOC = """<html><div id="redoc-container"></div><script>const redocSettings = {"theme": {}};
Redoc.init("/api/schema/", redocSettings, document.getElementById('redoc-container'))</script></html>"""
SPLIT = """<html><title>Swagger</title><script src="/swagger-ui-bundle.js"></script>
<script src="/page?lang=en&amp;script="></script></html>"""
YASG = """<html><div id="swagger-ui"></div>
<script id="swagger-settings" type="application/json">{"docExpansion": "list"}</script></html>"""
YASG_WITH_URL = """<html><div id="redoc-placeholder"></div>
<script id="redoc-settings" type="application/json">{"url": "/hidden.json", "lazyRendering": false}</script></html>"""
SCALAR = "<html><script id='api-reference' data-url='openapi.yaml'></script></html>"
PACKED = (
    "<html><title>Swagger UI</title><script src='./swagger-initializer.js' charset='UTF-8'></script></html>"
)
