package dev.switchboard.logging.http;

import dev.switchboard.spi.callback.Callback;
import dev.switchboard.testkit.contract.CallbackContract;
import java.util.List;

class HttpCallbackContractTest extends CallbackContract {
    private final Receiver receiver = new Receiver();

    @Override
    protected Callback create() {
        return receiver.callback(Receiver.config(100, "4MB", 6));
    }

    @Override
    protected List<String> deliveredIds() {
        return receiver.ids();
    }
}
