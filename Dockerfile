# docs/operate/docker.md says how to build and run this.
FROM node:20.20-bookworm-slim
WORKDIR /opt/pitcrew
COPY . .
RUN node bin/prepare.mjs && install -d -o node -g node -m 700 /var/lib/pitcrew
# The server needs no rights of root.
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PITCREW_DATA=/var/lib/pitcrew
VOLUME /var/lib/pitcrew
EXPOSE 7700
HEALTHCHECK --interval=10s --start-period=2m CMD ["node", "-e", "fetch('http://127.0.0.1:7700/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "bin/start.mjs"]
