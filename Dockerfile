# The assistant as a command and as a server: api/web/guide/install.md says how it is run.
# No Docker engine has built this yet; `python -m tests.packaging.dockerfile_steps` runs its steps without one.

FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.txt pyproject.toml README.md LICENSE NOTICE ./
# All that is fetched, and fetched by its hash; from then on nothing is looked for elsewhere.
RUN pip wheel --no-cache-dir --require-hashes --requirement requirements.txt --wheel-dir /dist
RUN pip install --no-cache-dir --no-index --find-links /dist hatchling
COPY assistant assistant
COPY index index
COPY prompts prompts
COPY api api
RUN pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --wheel-dir /dist .

FROM python:3.11-slim
COPY --from=build /dist /build/dist
RUN pip install --no-cache-dir --no-index --find-links /build/dist "article-assistant[postgres]"
RUN useradd --system --uid 10001 --create-home assistant && install --directory --owner=assistant /data
USER assistant
WORKDIR /data
ENV ASSISTANT_DATA_DIR=/data
# Before VOLUME: what is here goes into every new volume, so that the first question has an answer.
RUN assistant ingest --sample --quiet
VOLUME /data
EXPOSE 8000
# Answered without a key; a stopped model does not make the server unhealthy.
HEALTHCHECK --start-period=30s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=5)"]
# The server drains for 25 seconds: stop it with `docker stop --timeout 30`.
ENTRYPOINT ["assistant"]
# A container is reached from outside of itself, so this is refused until there is a key.
CMD ["serve", "--host", "0.0.0.0"]
