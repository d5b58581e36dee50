# The locked requirements, in a venv of their own.
FROM python:3.11-slim AS build
ARG REQUIREMENTS=bot
COPY requirements/${REQUIREMENTS}.txt /requirements.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --disable-pip-version-check --no-cache-dir --require-hashes --requirement /requirements.txt


# That venv and the code, for a user who may write to var/ alone.
FROM python:3.11-slim
ENV DATABASE_PATH=/app/var/nexus.db \
    PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /app
RUN useradd --system --uid 10001 nexus && install --directory --owner=nexus var
COPY --from=build /venv /venv
COPY bot bot
COPY cogs cogs
COPY data data
COPY domain domain
USER 10001
VOLUME /app/var
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
