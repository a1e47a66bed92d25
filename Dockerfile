# One image with the server and the phone app. No Node is installed: the wheel builds the app with one of its own.
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py README.md ./
COPY pwa pwa
COPY backend backend
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home shouwang && install -d -o shouwang -g shouwang -m 700 /data
COPY requirements.txt /wheels/
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --constraint /wheels/requirements.txt /wheels/*.whl
ENV SHOUWANG_DATA=/data PYTHONUNBUFFERED=1
USER shouwang
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["shouwang", "serve", "--host", "0.0.0.0", "--port", "8000"]
