// Loaded before an app that the launcher starts. When the launcher is killed the channel to it closes:
// then the app stops by itself, or the next start would run beside it.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
