package dev.switchboard.provider.bedrock;

/** Who makes the models that an instance reaches, for names that do not tell. */
public enum Publisher {
    /** Claude: called in Anthropic's format. */
    ANTHROPIC,
    /** Anybody: called in Bedrock's own format. */
    ANY
}
