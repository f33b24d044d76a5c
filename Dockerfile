# API, worker and command line in one image; which one runs is the command. Not built where this was written: no Docker
# engine runs there. test/containers carries out its COPY lines and starts what they bring together.
#   docker build -t sortie .
FROM node:20.20.2-bookworm-slim AS node20

FROM node20 AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build

# Without what only builds and tests need, and without the embedded PostgreSQL, which is an optional part of its package.
FROM node20 AS packages
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node20 AS service
WORKDIR /app
# Two addresses that are right in a container only: nothing outside could reach loopback.
ENV NODE_ENV=production DATA_DIR=/data SORTIE_HTTP_HOST=0.0.0.0 SORTIE_INBOUND_HOST=0.0.0.0
COPY --from=packages /src/node_modules node_modules
COPY --from=build /src/dist/apps dist/apps
COPY --from=build /src/dist/libs dist/libs
COPY package.json ./
COPY libs/client/openapi.json libs/client/event-types.json libs/client/
COPY tools/setup.mjs tools/
COPY tools/bin tools/bin
COPY tools/container tools/container
# A new named volume takes the owner of the folder that it covers.
RUN ln -s /app/tools/bin/sortie.mjs /usr/local/bin/sortie && install -d -m 0700 -o 1000 -g 1000 /data
# `node` of the base image, by number: Kubernetes' runAsNonRoot believes no name.
USER 1000:1000
VOLUME /data
EXPOSE 3000 2525
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --retries=3 CMD ["node", "tools/container/healthy.mjs", "api"]
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
