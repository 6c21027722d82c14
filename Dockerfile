FROM node:24.21-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --omit=dev --no-audit --no-fund && mkdir -p node_modules/.cache && chown node:node node_modules/.cache
COPY contracts contracts
COPY flows flows
COPY workflows workflows
COPY activities activities
COPY client client
COPY db db
COPY api api
COPY config config
COPY launcher launcher
COPY workers workers
COPY cli cli
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "workers/all-in-one.ts"]
