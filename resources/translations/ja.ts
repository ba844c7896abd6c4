<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About {name}</source>
        <translation>{name} について</translation>
    </message>
    <message>
        <source>Version {version}. Free software under the MIT licence.</source>
        <translation>バージョン {version}。MIT ライセンスのフリーソフトウェアです。</translation>
    </message>
    <message>
        <source>What is new</source>
        <translation>新機能</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>使用しているライブラリ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Overview: one sentence says whether everything is well, and what needs you.</source>
        <translation>概要: すべて順調か、対応が必要なことがあるかを 1 文で示します。</translation>
    </message>
    <message>
        <source>Alarms by desktop, e-mail, chat and webhook, once for each change.</source>
        <translation>デスクトップ、メール、チャット、Webhook によるアラーム。変化ごとに 1 回です。</translation>
    </message>
    <message>
        <source>A deadline for each opt-out, and a report of all of them.</source>
        <translation>オプトアウトごとの期限と、そのレポート。</translation>
    </message>
    <message>
        <source>Boxes that somebody unticks in Salesforce are noticed, with who it was.</source>
        <translation>Salesforce で誰かが外したチェックに、誰が外したかとともに気付きます。</translation>
    </message>
    <message>
        <source>Imports, pastes and syncs can be taken back.</source>
        <translation>インポート、貼り付け、同期を取り消せます。</translation>
    </message>
    <message>
        <source>Looks between the nights, down to every five minutes.</source>
        <translation>夜間以外にも、最短 5 分ごとに確認します。</translation>
    </message>
</context>
<context>
    <name>AddPeopleDialog</name>
    <message>
        <source>Unsubscribe people</source>
        <translation>人物を登録解除</translation>
    </message>
    <message>
        <source>Each address is unsubscribed here and pushed to every Contact and Lead that has it.</source>
        <translation>各アドレスをここで登録解除し、そのアドレスを持つすべての取引先責任者とリードにプッシュします。</translation>
    </message>
    <message>
        <source>One address, or a list: lines, commas, “Name &lt;address&gt;” or cells of a spreadsheet</source>
        <translation>1 件のアドレス、または一覧 (改行、コンマ、「名前 &lt;アドレス&gt;」、表計算ソフトのセル)</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>What happens to each address</source>
        <translation>各アドレスの処理</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>How and when the person asked</source>
        <translation>いつ、どのように依頼されたか</translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>理由なし</translation>
    </message>
    <message>
        <source>The person asked by e-mail</source>
        <translation>本人からメールで依頼</translation>
    </message>
    <message>
        <source>The person asked by phone</source>
        <translation>本人から電話で依頼</translation>
    </message>
    <message>
        <source>The person asked in writing</source>
        <translation>本人から書面で依頼</translation>
    </message>
    <message>
        <source>The person complained</source>
        <translation>本人から苦情</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Nothing is changed before you confirm.</source>
        <translation>確定するまで何も変更されません。</translation>
    </message>
    <message>
        <source>{count} will be unsubscribed</source>
        <translation>{count} 件を登録解除</translation>
    </message>
    <message>
        <source>{count} unsubscribed already</source>
        <translation>登録解除済み {count} 件</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>拒否 {count} 件</translation>
    </message>
    <message>
        <source>Known records in Salesforce that will be opted out: {count}. The push looks for further ones.</source>
        <translation>オプトアウトされる Salesforce の既知のレコード: {count} 件。プッシュ時にほかのレコードも検索します。</translation>
    </message>
    <message>
        <source>None of these addresses is new</source>
        <translation>新しく登録解除するアドレスはありません</translation>
    </message>
    <message>
        <source>Enter an address first</source>
        <translation>先にアドレスを入力してください</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>登録解除</translation>
    </message>
    <message numerus="yes">
        <source>Unsubscribe %Ln people</source>
        <translation>
            <numerusform>%Ln 人を登録解除</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>{count} unsubscribed. These addresses were refused: correct them, or close.</source>
        <translation>{count} 件を登録解除しました。次のアドレスは拒否されました。修正するか、閉じてください。</translation>
    </message>
</context>
<context>
    <name>AddUnsubscribeCard</name>
    <message>
        <source>Add an unsubscribe</source>
        <translation>登録解除を追加</translation>
    </message>
    <message>
        <source>It is pushed to every Contact and Lead with this address at once.</source>
        <translation>このアドレスを持つすべての取引先責任者とリードに、ただちにプッシュされます。</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>メールアドレス</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>How and when the person asked</source>
        <translation>いつ、どのように依頼されたか</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Type the address that is to be unsubscribed.</source>
        <translation>登録解除するアドレスを入力してください。</translation>
    </message>
    <message>
        <source>{email} is unsubscribed.</source>
        <translation>{email} を登録解除しました。</translation>
    </message>
    <message>
        <source>{email} was unsubscribed already.</source>
        <translation>{email} はすでに登録解除されています。</translation>
    </message>
</context>
<context>
    <name>AdvancedCard</name>
    <message>
        <source>Advanced</source>
        <translation>詳細設定</translation>
    </message>
    <message>
        <source>Settings that few need to change.</source>
        <translation>変更が必要になることの少ない設定です。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Desktop</source>
        <translation>デスクトップ</translation>
    </message>
    <message>
        <source>One notification when something needs you, and one when it is over. They come while this window or its icon in the tray is there.</source>
        <translation>対応が必要になった時と解消した時に 1 回ずつ通知します。このウィンドウまたはトレイのアイコンがある間に表示されます。</translation>
    </message>
    <message>
        <source>Alarms on the desktop</source>
        <translation>デスクトップのアラーム</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>ハートビート</translation>
    </message>
    <message>
        <source>An address that is called after each night that was done. A service that waits for the call tells you when it does not come, be it that this computer is dead.</source>
        <translation>夜間同期が完了するたびに呼び出すアドレス。このコンピューターの停止などで呼び出しがなければ、それを待つサービスが知らせます。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>通知しない時間帯</translation>
    </message>
    <message>
        <source>In these hours, by the clock of this computer, nothing is told; what came up is told together when they end. Both empty: never quiet. Commands of the scheduler heed them only while this program runs.</source>
        <translation>この時間帯（このコンピューターの時計）には何も通知せず、終了時にまとめて通知します。両方とも空の場合は常に通知します。スケジューラーのコマンドは、このプログラムの実行中だけこの設定に従います。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Addresses of people in alarms</source>
        <translation>アラーム内の人物のアドレス</translation>
    </message>
    <message>
        <source>Off: an alarm says how many and why, and names nobody. On: it may name the addresses that it is about, to whoever reads your chat or mail.</source>
        <translation>オフ: アラームは件数と理由だけを伝え、誰の名前も出しません。オン: チャットやメールを読む人に、対象のアドレスが見える場合があります。</translation>
    </message>
    <message>
        <source>Switch the notifications on first.</source>
        <translation>先に通知をオンにしてください。</translation>
    </message>
    <message>
        <source>Enter an address first.</source>
        <translation>先にアドレスを入力してください。</translation>
    </message>
</context>
<context>
    <name>AppGuideDialog</name>
    <message>
        <source>Create the External Client App</source>
        <translation>外部クライアントアプリケーションの作成</translation>
    </message>
    <message>
        <source>An org lets a program in only through an app that its administrator has made. It takes about five minutes, once for each org; every step is done in Salesforce Setup.</source>
        <translation>組織は、管理者が作成したアプリケーションを通じてのみプログラムを受け入れます。作業は組織ごとに一度だけ、約 5 分です。すべて Salesforce の [設定] で行います。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Check by signing in</source>
        <translation>ログインして確認</translation>
    </message>
    <message>
        <source>Open the External Client App Manager in the browser</source>
        <translation>ブラウザーで外部クライアントアプリケーションマネージャーを開く</translation>
    </message>
    <message>
        <source>Open the External Client App Manager</source>
        <translation>外部クライアントアプリケーションマネージャーを開く</translation>
    </message>
    <message>
        <source>In Setup, type External Client App into the Quick Find box. You need the permission to create External Client Apps; a system administrator has it.</source>
        <translation>[設定] のクイック検索ボックスに「外部クライアントアプリケーション」と入力します。外部クライアントアプリケーションを作成する権限が必要です。システム管理者にはこの権限があります。</translation>
    </message>
    <message>
        <source>Press New External Client App, and name it</source>
        <translation>[新規外部クライアントアプリケーション] を押し、名前を付ける</translation>
    </message>
    <message>
        <source>The name is what your users see when they are asked to allow the program. Contact Email is your own; leave Distribution State at Local.</source>
        <translation>この名前は、プログラムの許可を求める画面でユーザーに表示されます。[取引先責任者メール] にはご自身のアドレスを入力し、[配布状態] は [ローカル] のままにします。</translation>
    </message>
    <message>
        <source>Name of the app</source>
        <translation>アプリケーションの名前</translation>
    </message>
    <message>
        <source>Open API (Enable OAuth Settings), and tick Enable OAuth</source>
        <translation>[API (OAuth 設定の有効化)] を開き、[OAuth を有効化] を選択する</translation>
    </message>
    <message>
        <source>Paste all of these into Callback URL, one on a line. The program takes the first of them that is free on your computer; Salesforce compares them to the letter.</source>
        <translation>次のすべてを [コールバック URL] に 1 行に 1 つずつ貼り付けます。プログラムは、このコンピューターで空いている最初のものを使います。Salesforce は 1 文字の違いも認めません。</translation>
    </message>
    <message>
        <source>Callback URLs</source>
        <translation>コールバック URL</translation>
    </message>
    <message>
        <source>Choose the OAuth scopes</source>
        <translation>OAuth 範囲を選択する</translation>
    </message>
    <message>
        <source>Move these three to the selected ones: the first reads and writes records, the second keeps you signed in, the third says who you are.</source>
        <translation>次の 3 つを選択済みの範囲に移します。1 つ目はレコードの読み書き、2 つ目はログインの維持、3 つ目はユーザーの確認に使います。</translation>
    </message>
    <message>
        <source>OAuth scope</source>
        <translation>OAuth 範囲</translation>
    </message>
    <message>
        <source>Manage user data via APIs (api)</source>
        <translation>API を使用してユーザーデータを管理 (api)</translation>
    </message>
    <message>
        <source>Perform requests at any time (refresh_token, offline_access)</source>
        <translation>いつでも要求を実行 (refresh_token、offline_access)</translation>
    </message>
    <message>
        <source>Access unique user identifiers (openid)</source>
        <translation>一意のユーザー識別子にアクセス (openid)</translation>
    </message>
    <message>
        <source>Set the security options, and press Create</source>
        <translation>セキュリティのオプションを設定し、[作成] を押す</translation>
    </message>
    <message>
        <source>On: Require Proof Key for Code Exchange (PKCE). Off: Require secret for Web Server Flow, and Require secret for Refresh Token Flow. A program on a desk cannot keep a secret, and PKCE does without.</source>
        <translation>オン: [Proof Key for Code Exchange (PKCE) を必須にする]。オフ: [Web サーバーフローの秘密が必要] と [更新トークンフローの秘密が必要]。デスクトップのプログラムは秘密を守れませんが、PKCE なら秘密は不要です。</translation>
    </message>
    <message>
        <source>Say in Policies who may use it</source>
        <translation>[ポリシー] で、使用できるユーザーを決める</translation>
    </message>
    <message>
        <source>Either all users may allow it for themselves, or only those whose profile or permission set you choose. The refresh token is valid until revoked, else everybody has to sign in again and again. The user who signs in needs the permission API Enabled, and has to be able to edit Contacts and Leads.</source>
        <translation>すべてのユーザーが自分で承認できるようにするか、選択したプロファイルまたは権限セットのユーザーだけに限ります。更新トークンは「取り消されるまで有効」にします。そうしないと、何度もログインし直すことになります。ログインするユーザーには「API の有効化」権限と、取引先責任者とリードを編集する権限が必要です。</translation>
    </message>
    <message>
        <source>Consumer key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>Paste the consumer key here</source>
        <translation>コンシューマー鍵をここに貼り付け</translation>
    </message>
    <message>
        <source>Copy the consumer key</source>
        <translation>コンシューマー鍵をコピーする</translation>
    </message>
    <message>
        <source>In Settings, OAuth Settings, press Consumer Key and Secret; Salesforce may ask for a code that it sends you. Only the key is needed, not the secret.</source>
        <translation>[設定] の [OAuth 設定] で [コンシューマー鍵と秘密] を押します。Salesforce から届くコードの入力を求められることがあります。必要なのは鍵だけで、秘密は不要です。</translation>
    </message>
    <message>
        <source>A new app can take up to ten minutes until Salesforce knows it everywhere: if the key is called invalid, wait and try again.</source>
        <translation>新しいアプリケーションが Salesforce 全体に反映されるまで、最大 10 分かかることがあります。鍵が無効と表示されたら、しばらく待ってもう一度お試しください。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Paste the consumer key first</source>
        <translation>先にコンシューマー鍵を貼り付けてください</translation>
    </message>
</context>
<context>
    <name>AssistantPage</name>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Org</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>フィールド</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>チェックリスト</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation>夜間同期</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>skipped, not done yet</source>
        <translation>スキップしました。まだ完了していません</translation>
    </message>
    <message>
        <source>Steps of the assistant</source>
        <translation>アシスタントのステップ</translation>
    </message>
    <message>
        <source>Continue later</source>
        <translation>後で続ける</translation>
    </message>
    <message>
        <source>The assistant stays on the page Profile and language, and goes on where it was left.</source>
        <translation>アシスタントは [プロファイルと言語] ページから、中断した箇所で再開できます。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Not done yet: {steps}. You can finish all the same, and do it later.</source>
        <translation>未完了: {steps}。このまま終了して、後で行うこともできます。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>BrakeCard</name>
    <message>
        <source>Brake</source>
        <translation>ブレーキ</translation>
    </message>
    <message>
        <source>A sync that would change more waits for your approval before it writes. The smaller limit counts.</source>
        <translation>これより多くを変更する同期は、書き込む前に承認を待ちます。小さい方の上限が適用されます。</translation>
    </message>
    <message>
        <source>Most changes</source>
        <translation>変更の上限 (件)</translation>
    </message>
    <message>
        <source>Most changes, in percent of all people</source>
        <translation>変更の上限 (全人物に対する %)</translation>
    </message>
    <message>
        <source>A sync that would change more people and records than this waits.</source>
        <translation>人物とレコードの変更がこの件数を超える同期は待機します。</translation>
    </message>
    <message>
        <source>A sync that would change more than this share of all people, and more than {few}, waits.</source>
        <translation>変更が全人物に対するこの割合を超え、かつ {few} 件を超える同期は待機します。</translation>
    </message>
    <message numerus="yes">
        <source>With {people} here, up to %Ln changes need no approval.</source>
        <translation>
            <numerusform>現在 {people}のため、%Ln 件までの変更は承認なしで行われます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChatCard</name>
    <message>
        <source>Chat and webhooks</source>
        <translation>チャットと Webhook</translation>
    </message>
    <message>
        <source>The address of an incoming webhook of Slack, Teams, Google Chat, Discord or your own, or any other in the form of Apprise, such as ntfy://ntfy.sh/topic. Addresses are kept in the keyring of this computer and nowhere else.</source>
        <translation>Slack、Teams、Google Chat、Discord、または独自の受信 Webhook のアドレスか、ntfy://ntfy.sh/topic のような Apprise 形式のアドレス。アドレスはこのコンピューターのキーリングだけに保存されます。</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>新しいアドレス</translation>
    </message>
    <message>
        <source>Address of a chat or a webhook</source>
        <translation>チャットまたは Webhook のアドレス</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Looking at the address…</source>
        <translation>アドレスを確認しています…</translation>
    </message>
    <message>
        <source>{address} was added. Test it now.</source>
        <translation>{address} を追加しました。テストしてください。</translation>
    </message>
    <message>
        <source>The address was removed.</source>
        <translation>アドレスを削除しました。</translation>
    </message>
</context>
<context>
    <name>CheckGroupCard</name>
    <message>
        <source>All done</source>
        <translation>すべて完了</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>要対応 {count} 件</translation>
    </message>
    <message>
        <source>{count} to look at</source>
        <translation>要確認 {count} 件</translation>
    </message>
    <message>
        <source>{count} not checked</source>
        <translation>確認不可 {count} 件</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Open in Salesforce</source>
        <translation>Salesforce で開く</translation>
    </message>
    <message>
        <source>Do it for me…</source>
        <translation>代わりに設定する…</translation>
    </message>
    <message>
        <source>Put the original back…</source>
        <translation>元に戻す…</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more checks wait for this</source>
        <translation>
            <numerusform>これを待つ他のチェック: %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Salesforce settings</source>
        <translation>Salesforce の設定</translation>
    </message>
    <message>
        <source>Load people</source>
        <translation>人物を読み込む</translation>
    </message>
    <message>
        <source>Show who cannot sync</source>
        <translation>同期できない人物を表示</translation>
    </message>
    <message>
        <source>Integration settings</source>
        <translation>統合の設定</translation>
    </message>
</context>
<context>
    <name>ChecklistFindings</name>
    <message>
        <source>Access to your org</source>
        <translation>組織へのアクセス</translation>
    </message>
    <message>
        <source>Who else writes Email Opt Out</source>
        <translation>同じ項目への他の書き込み元</translation>
    </message>
    <message>
        <source>People and this computer</source>
        <translation>人物とこのコンピューター</translation>
    </message>
    <message>
        <source>Nothing is left to do.</source>
        <translation>対応が必要な項目はありません。</translation>
    </message>
    <message>
        <source>Everything on the list is done.</source>
        <translation>リストのすべての項目が完了しています。</translation>
    </message>
</context>
<context>
    <name>ChecklistGuide</name>
    <message>
        <source>Object</source>
        <translation>オブジェクト</translation>
    </message>
    <message>
        <source>Lightning</source>
        <translation>Lightning</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>Classic</translation>
    </message>
    <message>
        <source>How your Salesforce looks</source>
        <translation>Salesforce の表示</translation>
    </message>
    <message>
        <source>The way there, click by click</source>
        <translation>クリックごとの手順</translation>
    </message>
    <message>
        <source>Once for each object, by a Salesforce administrator. The check marks by itself what it can see; tick the rest as you go. Each org has ticks of its own.</source>
        <translation>Salesforce の管理者がオブジェクトごとに一度行います。確認できる手順は自動で完了になります。残りは進めながらチェックを入れてください。チェックは組織ごとに記録されます。</translation>
    </message>
    <message>
        <source>Put {field} on the page layout of {object}</source>
        <translation>{object}のページレイアウトに{field}を置く</translation>
    </message>
    <message>
        <source>So that people who open a record see the opt-out and can change it.</source>
        <translation>レコードを開いた人がオプトアウトを確認し、変更できるようになります。</translation>
    </message>
    <message>
        <source>Make {field} visible and editable</source>
        <translation>{field}を表示・編集できるようにする</translation>
    </message>
    <message>
        <source>Field-level security hides the field more often than a layout does: it can be on every layout and still be missing for the user that this program signs in as.</source>
        <translation>フィールドが見えない原因は、レイアウトよりも項目レベルセキュリティであることが多いです。すべてのレイアウトに置かれていても、このプログラムの接続ユーザーには見えないことがあります。</translation>
    </message>
    <message>
        <source>{done} of {total} steps</source>
        <translation>{total} 手順中 {done} 件</translation>
    </message>
</context>
<context>
    <name>ChecklistLink</name>
    <message>
        <source>Open the checklist</source>
        <translation>チェックリストを開く</translation>
    </message>
</context>
<context>
    <name>ChecklistSummary</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the result as a PDF or an HTML page, for the change ticket</source>
        <translation>変更チケットに添付できるよう、結果を PDF または HTML ページとして保存します</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Is Salesforce ready?</source>
        <translation>Salesforce の準備状況</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>もう一度確認</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>今すぐ確認</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Nobody has looked yet whether {field} can be kept in step.</source>
        <translation>{field}を同期できるかどうかは、まだ確認していません。</translation>
    </message>
    <message>
        <source>The check reads what your org says of the field, the page layouts and the permissions. It takes a few seconds and changes no opt-out.</source>
        <translation>フィールド、ページレイアウト、権限について組織の設定を読み取ります。数秒で終わり、オプトアウトは変更しません。</translation>
    </message>
    <message>
        <source>As of {day}</source>
        <translation>{day} 時点</translation>
    </message>
    <message>
        <source>{field} could be kept in step when this was looked at.</source>
        <translation>前回の確認の時点では、{field}を同期できる状態でした。</translation>
    </message>
    <message>
        <source>{field} could not be kept in step when this was looked at.</source>
        <translation>前回の確認の時点では、{field}を同期できる状態ではありませんでした。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>{field} can be kept in step.</source>
        <translation>{field}を同期できます。</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>確認不可</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>準備が必要</translation>
    </message>
    <message>
        <source>{field} cannot be kept in step yet.</source>
        <translation>{field}はまだ同期できません。</translation>
    </message>
    <message>
        <source>Everything on the list is done.</source>
        <translation>リストのすべての項目が完了しています。</translation>
    </message>
    <message>
        <source>Syncs work. What is still listed below concerns what people see, or could not be looked at.</source>
        <translation>同期は機能します。下に残っている項目は、ユーザーの画面に関すること、または確認できなかったことです。</translation>
    </message>
    <message>
        <source>And {count} more, listed below.</source>
        <translation>ほか {count} 件は下の一覧にあります。</translation>
    </message>
    <message>
        <source>{field}, the other choice: ready.</source>
        <translation>もう一方の選択肢 ({field}): 準備完了。</translation>
    </message>
    <message>
        <source>{field}, the other choice: not ready.</source>
        <translation>もう一方の選択肢 ({field}): 準備が必要。</translation>
    </message>
    <message>
        <source>Checked {time}</source>
        <translation>{time} に確認</translation>
    </message>
    <message>
        <source>{count} done</source>
        <translation>完了 {count} 件</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>要対応 {count} 件</translation>
    </message>
    <message>
        <source>{count} to look at</source>
        <translation>要確認 {count} 件</translation>
    </message>
    <message>
        <source>{count} not checked</source>
        <translation>確認不可 {count} 件</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
</context>
<context>
    <name>ChecklistTab</name>
    <message>
        <source>What was found</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>Step-by-step guide</source>
        <translation>手順ガイド</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Only what is left to do</source>
        <translation>対応が必要な項目のみ</translation>
    </message>
    <message>
        <source>The links open the practice org&apos;s own small Setup, where every step can be practised.</source>
        <translation>リンクは練習用組織の簡易的な [設定] を開きます。すべての手順をそこで練習できます。</translation>
    </message>
    <message>
        <source>The links open the practice org&apos;s own small Setup. Its certificate was made on this computer, so the browser asks before it opens the page.</source>
        <translation>リンクを押すと、練習用組織の簡易的な [設定] が開きます。証明書はこのコンピューターで作成されたものなので、ページを開く前にブラウザーが確認を求めます。</translation>
    </message>
    <message>
        <source>Something was changed in Salesforce</source>
        <translation>Salesforce で変更がありました</translation>
    </message>
    <message>
        <source>Salesforce cannot be asked right now</source>
        <translation>現在 Salesforce に問い合わせできません</translation>
    </message>
    <message>
        <source>{what} Below is what was found last.</source>
        <translation>{what} 下に表示しているのは前回の確認結果です。</translation>
    </message>
    <message>
        <source>Tried {tried}. All below was found earlier, {found}.</source>
        <translation>{tried} に確認を試みました。以下はすべて前回（{found}）の確認結果です。</translation>
    </message>
    <message>
        <source>The newest check could not look at Salesforce</source>
        <translation>直近の確認では Salesforce を調べられませんでした</translation>
    </message>
    <message>
        <source>Connect to Salesforce first</source>
        <translation>先に Salesforce に接続してください</translation>
    </message>
    <message>
        <source>The checklist then looks whether the opt out field can be used in your org.</source>
        <translation>接続すると、組織でオプトアウトフィールドを使用できるかどうかをチェックリストが確認します。</translation>
    </message>
    <message>
        <source>Salesforce settings</source>
        <translation>Salesforce の設定</translation>
    </message>
    <message>
        <source>Is the opt out field really there?</source>
        <translation>オプトアウトフィールドは本当に使えますか</translation>
    </message>
    <message>
        <source>The check reads what your org says of the field, the page layouts and the permissions. It takes a few seconds and changes no opt-out: to see whether Salesforce takes one, it saves a few records whose box is ticked already.</source>
        <translation>フィールド、ページレイアウト、権限について組織の設定を読み取ります。数秒で終わり、オプトアウトは変更しません。Salesforce がオプトアウトを受け付けるかどうかは、すでにチェックボックスがオンのレコードをいくつか保存して確かめます。</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>今すぐ確認</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>終了しています…</translation>
    </message>
    <message>
        <source>Cancelled. What was found before still stands.</source>
        <translation>キャンセルしました。前回の確認結果はそのまま残っています。</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>{name} を保存しました。</translation>
    </message>
</context>
<context>
    <name>ClearedCard</name>
    <message>
        <source>Tick again</source>
        <translation>もう一度チェック</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>そのままにする…</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>確認済み</translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes wait for your decision</source>
        <translation>
            <numerusform>%Ln 件のチェックがあなたの判断を待っています</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left unticked</source>
        <translation>
            <numerusform>%Ln 件はチェックなしのまま</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln ticked again</source>
        <translation>
            <numerusform>%Ln 件はもう一度チェック</numerusform>
        </translation>
    </message>
    <message>
        <source>{who}: {counts}. {often}</source>
        <translation>{who}：{counts}。{often}</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>Org</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Org ID</source>
        <translation>組織 ID</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Connected user</source>
        <translation>接続ユーザー</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>API calls today</source>
        <translation>本日の API コール</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最終通信</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>接続をテスト</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>ログアウト…</translation>
    </message>
    <message>
        <source>{used} used, {left} of {total} left</source>
        <translation>使用 {used}、残り {left} (上限 {total})</translation>
    </message>
    <message>
        <source>Automatic (built in)</source>
        <translation>自動 (組み込み)</translation>
    </message>
    <message>
        <source>by the environment of this process, which holds an access token</source>
        <translation>このプロセスの環境変数にあるアクセストークン</translation>
    </message>
    <message>
        <source>with the browser, {when}</source>
        <translation>ブラウザー、{when}</translation>
    </message>
    <message>
        <source>with a private key, for unattended use, {when}</source>
        <translation>秘密鍵 (無人実行用)、{when}</translation>
    </message>
    <message>
        <source>with the secret of the app, for unattended use, {when}</source>
        <translation>アプリケーションの秘密 (無人実行用)、{when}</translation>
    </message>
    <message>
        <source>with an access token that was handed in, {when}</source>
        <translation>渡されたアクセストークン、{when}</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テスト中…</translation>
    </message>
</context>
<context>
    <name>DeadlinesCard</name>
    <message>
        <source>Deadlines</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Until when an opt-out that was collected has to be in Salesforce.</source>
        <translation>収集されたオプトアウトをいつまでに Salesforce に反映するか。</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>Business days of</source>
        <translation>営業日の国</translation>
    </message>
    <message>
        <source>Days that “without undue delay” stands for</source>
        <translation>「不当な遅滞なく」の日数</translation>
    </message>
    <message>
        <source>Collected from</source>
        <translation>収集日</translation>
    </message>
    <message>
        <source>to</source>
        <translation>～</translation>
    </message>
    <message>
        <source>First day of the report</source>
        <translation>レポートの最初の日</translation>
    </message>
    <message>
        <source>Last day of the report</source>
        <translation>レポートの最後の日</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>レポートを保存…</translation>
    </message>
    <message>
        <source>The rule&apos;s own: {country}</source>
        <translation>規則の国: {country}</translation>
    </message>
    <message>
        <source>Every opt-out that was collected is confirmed.</source>
        <translation>収集されたオプトアウトはすべて確認されています。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not confirmed yet</source>
        <translation>
            <numerusform>未確認 %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln due soon</source>
        <translation>
            <numerusform>期限間近 %Ln 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln past the deadline</source>
        <translation>
            <numerusform>期限超過 %Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The oldest was collected {time}; due by {due}.</source>
        <translation>最も古いものの収集: {time}。期限: {due}。</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>レポートを保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>保存しています…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln opt-outs written to {path}.</source>
        <translation>
            <numerusform>%Ln 件のオプトアウトを {path} に書き込みました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not in time.</source>
        <translation>
            <numerusform>%Ln 件が期限に遅れました。</numerusform>
        </translation>
    </message>
    <message>
        <source>None was too late.</source>
        <translation>期限に遅れたものはありません。</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Push queue</source>
        <translation>プッシュキュー</translation>
    </message>
    <message>
        <source>Each unsubscribe that is collected here goes to Salesforce at once. What cannot go waits, and is tried again; what would fail again is parked.</source>
        <translation>ここで受け付けた登録解除は、ただちに Salesforce に送信されます。送信できないものは待機して再試行され、再試行しても失敗するものは保留されます。</translation>
    </message>
    <message>
        <source>Retry everything</source>
        <translation>すべて再試行</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>今すぐ再試行</translation>
    </message>
    <message>
        <source>Nothing is held up.</source>
        <translation>滞っているものはありません。</translation>
    </message>
    <message>
        <source>Every push has been answered by Salesforce, or is on its way.</source>
        <translation>すべてのプッシュは Salesforce が応答済みか、送信中です。</translation>
    </message>
    <message>
        <source>What holds pushes up</source>
        <translation>プッシュが滞っている原因</translation>
    </message>
    <message>
        <source>Diagnostics file</source>
        <translation>診断ファイル</translation>
    </message>
    <message>
        <source>Versions, settings, counts, error codes and the log file, as text, for whoever helps you. It holds no addresses, names of people, or passwords.</source>
        <translation>サポート担当者向けに、バージョン、設定、件数、エラーコード、ログファイルをテキストで出力します。アドレス、氏名、パスワードは含みません。</translation>
    </message>
    <message>
        <source>Export diagnostics…</source>
        <translation>診断をエクスポート…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>No push is parked</source>
        <translation>保留中のプッシュはありません</translation>
    </message>
    <message>
        <source>Paused until {time}: {why}</source>
        <translation>{time} まで一時停止: {why}</translation>
    </message>
    <message>
        <source>Paused: {why}</source>
        <translation>一時停止: {why}</translation>
    </message>
    <message>
        <source>Pushes go; looking addresses up is paused until {time}: {why}</source>
        <translation>プッシュは送信されています。アドレスの検索は {time} まで一時停止: {why}</translation>
    </message>
    <message>
        <source>Trying now…</source>
        <translation>再試行しています…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushes are tried again.</source>
        <translation>
            <numerusform>プッシュ %Ln 件を再試行します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushes were given up.</source>
        <translation>
            <numerusform>プッシュ %Ln 件を取りやめました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export diagnostics</source>
        <translation>診断をエクスポート</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>テキストファイル (*.txt)</translation>
    </message>
    <message>
        <source>{name} is written. Look through it before you pass it on.</source>
        <translation>{name} を書き込みました。渡す前に内容を確認してください。</translation>
    </message>
</context>
<context>
    <name>Drawings</name>
    <message>
        <source>Opt-outs per day</source>
        <translation>1 日あたりのオプトアウト</translation>
    </message>
    <message>
        <source>Opt-outs per week</source>
        <translation>1 週あたりのオプトアウト</translation>
    </message>
    <message>
        <source>Opt-outs per month</source>
        <translation>1 か月あたりのオプトアウト</translation>
    </message>
    <message>
        <source>None in this time.</source>
        <translation>この期間にはありません。</translation>
    </message>
    <message>
        <source>{count} in all, at most {most} ({when}).</source>
        <translation>合計 {count} 件、最大 {most} 件 ({when})。</translation>
    </message>
    <message>
        <source>No opt-out was confirmed in this time.</source>
        <translation>この期間に確認されたオプトアウトはありません。</translation>
    </message>
    <message>
        <source>{count} confirmed: half of them within {median}, the slowest after {longest}.</source>
        <translation>確認済み {count} 件: 半数は {median} 以内、最長は {longest}。</translation>
    </message>
    <message>
        <source>From collected to confirmed in Salesforce</source>
        <translation>収集から Salesforce での確認まで</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最長</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中央値</translation>
    </message>
    <message>
        <source>At most {most} on one day.</source>
        <translation>1 日に最大 {most} 回。</translation>
    </message>
    <message>
        <source>At most {most} on one day, of {budget} that a day allows.</source>
        <translation>1 日に最大 {most} 回 (1 日の上限 {budget} 回)。</translation>
    </message>
    <message>
        <source>API calls per day</source>
        <translation>1 日あたりの API コール</translation>
    </message>
    <message>
        <source>API calls on the busiest day</source>
        <translation>最も多い日の API コール</translation>
    </message>
    <message>
        <source>Allowed, less the reserve</source>
        <translation>予備を除く上限</translation>
    </message>
    <message>
        <source>{total} in all; {waiting} wait for the next sync.</source>
        <translation>合計 {total} 人、次回の同期待ち {waiting} 人。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week from</source>
        <translation>週の開始日</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>week from {day}</source>
        <translation>{day} からの週</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year}年{month}</translation>
    </message>
    <message>
        <source>Planned for</source>
        <translation>予定日時</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ErrorGroup</name>
    <message>
        <source>{count} parked</source>
        <translation>保留 {count} 件</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>待機 {count} 件</translation>
    </message>
    <message>
        <source>Retry all of this kind</source>
        <translation>この種類をすべて再試行</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>取りやめ…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>Export</source>
        <translation>エクスポート</translation>
    </message>
    <message>
        <source>A CSV file of all unsubscribes, with the state of both sides and the history. It is safe to open in a spreadsheet, and can be imported again without loss.</source>
        <translation>すべての登録解除を、双方の状態と履歴とともに CSV ファイルに出力します。表計算ソフトで安全に開け、損失なく再インポートできます。</translation>
    </message>
    <message>
        <source>Also people who are not unsubscribed</source>
        <translation>登録解除していない人物も含める</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>エクスポート…</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>エクスポート中…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people written to {path}.</source>
        <translation>
            <numerusform>%Ln 人を {path} に書き込みました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldChoices</name>
    <message>
        <source>Sync to Salesforce Opt Out field</source>
        <translation>Salesforce オプトアウトフィールドに同期</translation>
    </message>
    <message>
        <source>Selected by default. Updates only the Salesforce Email Opt Out field.</source>
        <translation>既定の選択です。Salesforce の [メールオプトアウト] フィールドだけを更新します。</translation>
    </message>
    <message>
        <source>Sync to Marketo Sales Opt Out field</source>
        <translation>Marketo Sales オプトアウトフィールドに同期</translation>
    </message>
    <message>
        <source>Choose this to keep sales and marketing unsubscribes apart. Reads and updates only the Marketo Sales Opt Out field, which comes with the Marketo Sales Insight package.</source>
        <translation>営業とマーケティングの登録解除を分けて管理する場合に選択します。Marketo Sales Insight パッケージに含まれる [Marketo Sales オプトアウト] フィールドだけを読み取り、更新します。</translation>
    </message>
    <message>
        <source>People who are opted out of marketing mail only, as last read: {count}. Email Opt Out is ticked in Salesforce; they are not unsubscribed here, and sales may write to them.</source>
        <translation>マーケティングメールのみオプトアウトしている人物 (最後の読み取り時点): {count} 人。Salesforce ではメールオプトアウトがオンですが、ここでは登録解除されていないため、営業からはメールを送信できます。</translation>
    </message>
    <message>
        <source>Your org does not show this field to the connected user: install the Marketo Sales Insight package, or make the field visible and editable.</source>
        <translation>接続ユーザーにはこのフィールドが表示されていません。Marketo Sales Insight パッケージをインストールするか、フィールドを参照・編集可能にしてください。</translation>
    </message>
    <message>
        <source>This field is hidden from the connected user, or read-only.</source>
        <translation>このフィールドは接続ユーザーに非表示か、参照のみになっています。</translation>
    </message>
    <message>
        <source>Open the checklist</source>
        <translation>チェックリストを開く</translation>
    </message>
    <message>
        <source>On {object} records this field is hidden from the connected user, or read-only.</source>
        <translation>{object}では、このフィールドが接続ユーザーに表示されないか、参照のみになっています。</translation>
    </message>
</context>
<context>
    <name>FieldStep</name>
    <message>
        <source>Which opt out field is kept in step?</source>
        <translation>どのオプトアウトフィールドを同期しますか?</translation>
    </message>
    <message>
        <source>The first one is right for nearly everybody. It can be changed later on the Integration screen.</source>
        <translation>ほとんどの場合は最初のフィールドが適切です。後から [統合] 画面で変更できます。</translation>
    </message>
</context>
<context>
    <name>FigureCard</name>
    <message>
        <source>Plot</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>How it is shown</source>
        <translation>表示方法</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>画像としてコピー</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>CSV としてコピー</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>コピーしました。</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>What the test found</source>
        <translation>テストの結果</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>問題あり</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
</context>
<context>
    <name>ForWhom</name>
    <message>
        <source>Whether field-level security shows {field} to those who use this layout could not be read. Where it hides the field, this changes nothing.</source>
        <translation>項目レベルセキュリティで、このレイアウトを使う人に {field} が表示されるかどうかは読み取れませんでした。非表示の場合は、何も変わりません。</translation>
    </message>
    <message>
        <source>! For these profiles it changes nothing, because field-level security hides {field} from them: {profiles}. Only users with one of these permission sets will see it: {sets}.</source>
        <translation>! 次のプロファイルでは、項目レベルセキュリティにより {field} が表示されないため、何も変わりません: {profiles}。表示されるのは、次のいずれかの権限セットを持つユーザーだけです: {sets}。</translation>
    </message>
    <message>
        <source>! For these profiles it changes nothing, because field-level security hides {field} from them: {profiles}.</source>
        <translation>! 次のプロファイルでは、項目レベルセキュリティにより {field} が表示されないため、何も変わりません: {profiles}。</translation>
    </message>
    <message>
        <source>! For these profiles {field} will be read-only, by field-level security: {profiles}.</source>
        <translation>! 次のプロファイルでは、項目レベルセキュリティにより {field} は参照のみになります: {profiles}。</translation>
    </message>
</context>
<context>
    <name>GiveUpDialog</name>
    <message numerus="yes">
        <source>Give up %Ln pushes?</source>
        <translation>
            <numerusform>プッシュ %Ln 件を取りやめますか?</numerusform>
        </translation>
    </message>
    <message>
        <source>What is given up is not sent any more. Nobody is re-subscribed by this: who is unsubscribed here stays so, and the next sync tries again. Your reason and name are kept in the status log.</source>
        <translation>取りやめたものは、以後送信されません。再登録されるわけではありません。ここでの登録解除はそのまま残り、次回の同期で再び試みられます。理由と名前はステータスログに記録されます。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Why it need not be sent</source>
        <translation>送信が不要な理由</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>取りやめる</translation>
    </message>
</context>
<context>
    <name>HostQuestion</name>
    <message>
        <source>This is not a host of Salesforce</source>
        <translation>Salesforce のホストではありません</translation>
    </message>
    <message>
        <source>Whoever it belongs to would be given what you sign in with, and with it everything that this access opens in your org. Salesforce&apos;s own hosts end in salesforce.com or force.com.</source>
        <translation>このまま進むと、ログインに使う情報がホストの所有者に渡り、そのアクセスで組織の中のできることすべてが可能になります。Salesforce のホストは、salesforce.com または force.com で終わります。</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>ホスト</translation>
    </message>
    <message>
        <source>It belongs to</source>
        <translation>所有者のドメイン</translation>
    </message>
    <message>
        <source>If you have mistyped the address, go back. Go on only if you know that it is your company&apos;s own way to Salesforce. The yes holds for this org and is kept, in the setting trusted_hosts.</source>
        <translation>アドレスを間違えて入力した場合は、戻ってください。自社から Salesforce への正規の経路であると分かっている場合に限り、続けてください。許可はこの組織について有効で、設定 trusted_hosts に保存されます。</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Trust this host</source>
        <translation>このホストを信頼する</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Import a CSV file</source>
        <translation>CSV ファイルをインポート</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>ファイルを選択…</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>ファイルが選択されていません。</translation>
    </message>
    <message>
        <source>People and unsubscribes, from Salesforce, Marketo or any other tool. It is counted first; nothing is changed before you confirm. An import never ends an unsubscribe. You can also drop a file onto the window.</source>
        <translation>Salesforce、Marketo、その他のツールの人物と登録解除をインポートします。最初に件数を確認し、確定するまで何も変更しません。インポートで登録解除が取り消されることはありません。ファイルをウィンドウにドロップすることもできます。</translation>
    </message>
    <message>
        <source>The first rows, and what their columns mean</source>
        <translation>先頭の行と列の意味</translation>
    </message>
    <message>
        <source>Count what it would do</source>
        <translation>結果を試算</translation>
    </message>
    <message>
        <source>Choose beside “Who is unsubscribed” whom the file unsubscribes.</source>
        <translation>[登録解除の対象] で、このファイルで登録解除する人物を選択してください。</translation>
    </message>
    <message>
        <source>The file is being read</source>
        <translation>ファイルを読み取り中です</translation>
    </message>
    <message>
        <source>Choose first who is unsubscribed</source>
        <translation>先に登録解除の対象を選択してください</translation>
    </message>
    <message>
        <source>Count first what it would do</source>
        <translation>先に件数を確認してください</translation>
    </message>
    <message>
        <source>The file would change nothing</source>
        <translation>このファイルによる変更はありません</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>インポート</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message numerus="yes">
        <source>Unsubscribe %Ln people</source>
        <translation>
            <numerusform>%Ln 人を登録解除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln people</source>
        <translation>
            <numerusform>%Ln 人をインポート</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>ファイルを読み取り中</translation>
    </message>
    <message>
        <source>Reading what the file says</source>
        <translation>ファイルの内容を確認中</translation>
    </message>
</context>
<context>
    <name>ImportChoices</name>
    <message>
        <source>Who is unsubscribed</source>
        <translation>登録解除の対象</translation>
    </message>
    <message>
        <source>A bounce is</source>
        <translation>バウンスの扱い</translation>
    </message>
    <message>
        <source>Dates such as 3/4/2026</source>
        <translation>3/4/2026 のような日付</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>区切り文字</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択してください…</translation>
    </message>
    <message>
        <source>as the columns say</source>
        <translation>列のとおり</translation>
    </message>
    <message>
        <source>those with a date or reason</source>
        <translation>日付または理由のある人物</translation>
    </message>
    <message>
        <source>everybody in it</source>
        <translation>ファイル内の全員</translation>
    </message>
    <message>
        <source>nobody: people only</source>
        <translation>なし (人物のみ)</translation>
    </message>
    <message>
        <source>noted, no opt-out</source>
        <translation>記録のみ (オプトアウトではない)</translation>
    </message>
    <message>
        <source>an opt-out</source>
        <translation>オプトアウトとする</translation>
    </message>
    <message>
        <source>as the column tells</source>
        <translation>列全体から判断</translation>
    </message>
    <message>
        <source>month first</source>
        <translation>月が先</translation>
    </message>
    <message>
        <source>day first</source>
        <translation>日が先</translation>
    </message>
    <message>
        <source>year first</source>
        <translation>年が先</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>コンマ</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>セミコロン</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>タブ</translation>
    </message>
</context>
<context>
    <name>ImportColumns</name>
    <message>
        <source>(left out)</source>
        <translation>(取り込まない)</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>役職</translation>
    </message>
    <message>
        <source>Salesforce ID</source>
        <translation>Salesforce ID</translation>
    </message>
    <message>
        <source>Unsubscribed: yes or no</source>
        <translation>登録解除: はい/いいえ</translation>
    </message>
    <message>
        <source>Subscribed: yes or no</source>
        <translation>購読: はい/いいえ</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>ステータス</translation>
    </message>
    <message>
        <source>Bounced: yes or no</source>
        <translation>バウンス: はい/いいえ</translation>
    </message>
    <message>
        <source>Complained: yes or no</source>
        <translation>苦情: はい/いいえ</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
</context>
<context>
    <name>ImportOutcome</name>
    <message>
        <source>Save refused rows…</source>
        <translation>拒否された行を保存…</translation>
    </message>
    <message>
        <source>This is what the import would do. Nothing is changed yet.</source>
        <translation>インポートの結果の見込みです。まだ何も変更されていません。</translation>
    </message>
    <message>
        <source>The import was cancelled; the rows read so far were imported.</source>
        <translation>インポートをキャンセルしました。それまでに読み取った行はインポート済みです。</translation>
    </message>
    <message>
        <source>The file is imported.</source>
        <translation>ファイルをインポートしました。</translation>
    </message>
    <message>
        <source>Saved to {path}.</source>
        <translation>{path} に保存しました。</translation>
    </message>
    <message numerus="yes">
        <source>people added</source>
        <translation>
            <numerusform>追加した人物</numerusform>
        </translation>
    </message>
    <message>
        <source>unsubscribed</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>already so</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message numerus="yes">
        <source>It goes to Salesforce at once: {field} of %Ln Contacts and Leads that are known now; the push looks for further ones.</source>
        <translation>
            <numerusform>すぐに Salesforce に送られます: 現在わかっている取引先責任者とリード %Ln 件の [{field}]。プッシュ時にほかのレコードも検索します。</numerusform>
        </translation>
    </message>
    <message>
        <source>Line {line}: {why}</source>
        <translation>{line} 行目: {why}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか {count} 件</translation>
    </message>
</context>
<context>
    <name>ImportsCard</name>
    <message>
        <source>What changed people here</source>
        <translation>ここでの変更の履歴</translation>
    </message>
    <message>
        <source>Each file that was imported, each list that was added by hand, and each sync that changed something. What was done by mistake can be taken back.</source>
        <translation>インポートしたファイル、手動で追加したリスト、何かを変更した同期の一覧です。誤って行ったものは取り消せます。</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>取り消す…</translation>
    </message>
    <message>
        <source>Save results…</source>
        <translation>結果を保存…</translation>
    </message>
    <message>
        <source>Select a line first</source>
        <translation>先に行を選択してください</translation>
    </message>
    <message>
        <source>The status log says what a sync did</source>
        <translation>同期の内容はステータスログにあります</translation>
    </message>
    <message>
        <source>This has taken something back itself</source>
        <translation>これ自体が取り消しです</translation>
    </message>
    <message>
        <source>It is still under way</source>
        <translation>まだ進行中です</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows written to {path}.</source>
        <translation>
            <numerusform>%Ln 行を {path} に出力しました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportsModel</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Sync {number} taken back, re-subscribed: {count}</source>
        <translation>同期 {number} を取り消し、再登録: {count}</translation>
    </message>
    <message>
        <source>Batch {number} taken back, re-subscribed: {count}</source>
        <translation>バッチ {number} を取り消し、再登録: {count}</translation>
    </message>
    <message>
        <source>{kind}, number {number}</source>
        <translation>{kind}、番号 {number}</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>取り消し済み</translation>
    </message>
</context>
<context>
    <name>IntegrationTab</name>
    <message>
        <source>Sync to Salesforce</source>
        <translation>Salesforce に同期</translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation>夜間同期</translation>
    </message>
    <message>
        <source>New unsubscribes are still pushed to Email Opt Out.</source>
        <translation>新しい登録解除は、引き続き [メールオプトアウト] にプッシュされます。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message numerus="yes">
        <source>Set-up: %Ln steps left</source>
        <translation>
            <numerusform>設定: 残り %Ln ステップ</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what a sync would change, without changing anything</source>
        <translation>何も変更せずに、同期で変わる内容を表示します</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Once a day at about 8:00 pm Pacific, unsubscribes here and the opt out field in Salesforce are brought into line, both ways. Re‑subscribes are not synced.</source>
        <translation>1 日 1 回、太平洋時間の午後 8 時頃に、ここでの登録解除と Salesforce のオプトアウトフィールドを双方向で一致させます。再登録は同期されません。</translation>
    </message>
    <message>
        <source>Once a day at about {time} ({zone}), unsubscribes here and the opt out field in Salesforce are brought into line, both ways. Re‑subscribes are not synced.</source>
        <translation>1 日 1 回、{time} 頃 ({zone}) に、ここでの登録解除と Salesforce のオプトアウトフィールドを双方向で一致させます。再登録は同期されません。</translation>
    </message>
    <message>
        <source>Nightly sync on</source>
        <translation>夜間同期: オン</translation>
    </message>
    <message>
        <source>Nightly sync off</source>
        <translation>夜間同期: オフ</translation>
    </message>
    <message>
        <source>Next sync: {time}</source>
        <translation>次回の同期: {time}</translation>
    </message>
    <message>
        <source>Open the checklist</source>
        <translation>チェックリストを開く</translation>
    </message>
    <message>
        <source>No next sync: the nightly sync is off.</source>
        <translation>次回の同期はありません (夜間同期がオフです)。</translation>
    </message>
    <message numerus="yes">
        <source>Looks every %Ln minutes</source>
        <translation>
            <numerusform>%Ln 分ごとに確認</numerusform>
        </translation>
    </message>
    <message>
        <source>{looks}; last look {time}</source>
        <translation>{looks}、前回の確認 {time}</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln API calls a day</source>
        <translation>
            <numerusform>1 日あたり API コール約 %Ln 回</numerusform>
        </translation>
    </message>
    <message>
        <source>not while the nightly sync is off</source>
        <translation>夜間同期がオフの間は行いません</translation>
    </message>
    <message>
        <source>not before the first sync was approved</source>
        <translation>最初の同期が承認されるまで行いません</translation>
    </message>
    <message>
        <source>not while Salesforce cannot be reached</source>
        <translation>Salesforce に接続できない間は行いません</translation>
    </message>
    <message>
        <source>the next sync compares everything first</source>
        <translation>先に次の同期がすべてを比較します</translation>
    </message>
    <message>
        <source>not while so few API calls are left</source>
        <translation>残りの API コールが少ない間は行いません</translation>
    </message>
    <message>
        <source>API calls left today: {left} of {total}</source>
        <translation>本日の API コール残数: {left} / {total}</translation>
    </message>
    <message>
        <source>the sync needs about {needed} and waits, because {reserve} are kept for others</source>
        <translation>同期には約 {needed} 回が必要です。{reserve} 回をほかの連携用に残すため待機します</translation>
    </message>
    <message>
        <source>tonight&apos;s sync needs about {needed}</source>
        <translation>今夜の同期には約 {needed} 回が必要です</translation>
    </message>
    <message>
        <source>a sync needs about {needed}</source>
        <translation>同期には約 {needed} 回が必要です</translation>
    </message>
    <message>
        <source>Until you sign in again pushes wait; nothing that was collected is lost.</source>
        <translation>ログインするまでプッシュは待機します。収集した内容が失われることはありません。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>もう一度ログイン</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>内容を確認</translation>
    </message>
    <message>
        <source>A sync is waiting for your approval</source>
        <translation>同期が承認待ちです</translation>
    </message>
    <message>
        <source>Something was changed in Salesforce</source>
        <translation>Salesforce で変更がありました</translation>
    </message>
    <message>
        <source>Set-up assistant</source>
        <translation>設定アシスタント</translation>
    </message>
    <message>
        <source>Salesforce settings</source>
        <translation>Salesforce の設定</translation>
    </message>
    <message>
        <source>The set-up assistant leads to a first preview, step by step. Its last step is the switch of the nightly sync.</source>
        <translation>設定アシスタントが、最初のプレビューまで順を追って案内します。最後のステップは夜間同期のスイッチです。</translation>
    </message>
    <message>
        <source>People are being loaded from Salesforce</source>
        <translation>Salesforce から人物を読み込んでいます</translation>
    </message>
    <message>
        <source>A sync is running</source>
        <translation>同期を実行中です</translation>
    </message>
    <message>
        <source>Connect to Salesforce first</source>
        <translation>先に Salesforce に接続してください</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>終了しています…</translation>
    </message>
</context>
<context>
    <name>LanguageQuestion</name>
    <message>
        <source>No font here has the letters of {language}</source>
        <translation>{language} の文字を持つフォントがありません</translation>
    </message>
    <message>
        <source>Every text would be a row of empty boxes. Install a font with these letters first.</source>
        <translation>すべての文字が空の四角になります。先にこの文字を持つフォントをインストールしてください。</translation>
    </message>
    <message>
        <source>Keep the language</source>
        <translation>言語を変えない</translation>
    </message>
    <message>
        <source>Switch anyway</source>
        <translation>それでも切り替える</translation>
    </message>
</context>
<context>
    <name>LanguageStep</name>
    <message>
        <source>In which language do you want to work?</source>
        <translation>どの言語で使用しますか?</translation>
    </message>
    <message>
        <source>It can be changed at any time, at the top of the window.</source>
        <translation>ウィンドウの上部で、いつでも変更できます。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに従う</translation>
    </message>
    <message>
        <source>The language of this computer, where it is one of these.</source>
        <translation>このコンピューターの言語 (下記のいずれかの場合)。</translation>
    </message>
</context>
<context>
    <name>LastSyncCard</name>
    <message>
        <source>Open in status log</source>
        <translation>ステータスログで開く</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>前回の同期</translation>
    </message>
    <message>
        <source>There was none yet. Press Sync now, or wait for tonight&apos;s.</source>
        <translation>まだ実行されていません。[今すぐ同期] を押すか、今夜の同期をお待ちください。</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>まだ実行されていません。</translation>
    </message>
    <message>
        <source>Open the preview</source>
        <translation>プレビューを開く</translation>
    </message>
    <message>
        <source>Preview of {time}: {here} to unsubscribe here, {there} to opt out in Salesforce.</source>
        <translation>{time} のプレビュー: ここで登録解除 {here}、Salesforce でオプトアウト {there}。</translation>
    </message>
    <message>
        <source>Preview of {time}: nothing to change.</source>
        <translation>{time} のプレビュー: 変更はありません。</translation>
    </message>
    <message>
        <source>There was none yet. Press Sync now, or switch the nightly sync on.</source>
        <translation>まだ実行されていません。[今すぐ同期] を押すか、夜間同期をオンにしてください。</translation>
    </message>
    <message numerus="yes">
        <source>In step but for %Ln unticked boxes</source>
        <translation>
            <numerusform>一致 (チェックの外れた %Ln 件を除く)</numerusform>
        </translation>
    </message>
    <message>
        <source>In step as far as can be seen</source>
        <translation>見える範囲で一致</translation>
    </message>
    <message numerus="yes">
        <source>In step, %Ln not in Salesforce</source>
        <translation>
            <numerusform>一致、%Ln 人は Salesforce になし</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>people compared</source>
        <translation>
            <numerusform>比較した人物</numerusform>
        </translation>
    </message>
    <message>
        <source>to unsubscribe here</source>
        <translation>ここで登録解除予定</translation>
    </message>
    <message>
        <source>unsubscribed here</source>
        <translation>ここで登録解除</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message numerus="yes">
        <source>Show the %Ln people without a Salesforce ID</source>
        <translation>
            <numerusform>Salesforce ID のない %Ln 人を表示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln API calls</source>
        <translation>
            <numerusform>API コール %Ln 回</numerusform>
        </translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>to opt out in Salesforce</source>
        <translation>Salesforce でオプトアウト予定</translation>
    </message>
    <message>
        <source>opted out in Salesforce</source>
        <translation>Salesforce でオプトアウト</translation>
    </message>
    <message>
        <source>not in Salesforce</source>
        <translation>Salesforce になし</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>LayoutDialog</name>
    <message>
        <source>Put {field} on {layout}</source>
        <translation>{layout} に{field}を置く</translation>
    </message>
    <message>
        <source>Nothing is written before you say so. The layout as it is now is kept here, so that it can be put back. Then Salesforce is read again, to be sure.</source>
        <translation>ボタンを押すまで何も書き込みません。現在のレイアウトはここに保管され、元に戻せます。書き込んだ後、Salesforce をもう一度読み取って確認します。</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>セクション</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Put the original back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Add the field</source>
        <translation>フィールドを追加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Reading the layout…</source>
        <translation>レイアウトを読み取っています…</translation>
    </message>
    <message>
        <source>A section without a name</source>
        <translation>名前のないセクション</translation>
    </message>
    <message>
        <source>On top of column {column}</source>
        <translation>{column} 列目の先頭</translation>
    </message>
    <message>
        <source>Column {column}, below {field}</source>
        <translation>{column} 列目の {field} の下</translation>
    </message>
    <message>
        <source>Column {column}, below a gap</source>
        <translation>{column} 列目の空白の下</translation>
    </message>
    <message numerus="yes">
        <source>The other %Ln sections of the layout stay as they are.</source>
        <translation>
            <numerusform>レイアウトのほかのセクション (%Ln 個) はそのままです。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is the only section of the layout.</source>
        <translation>レイアウトのセクションはこれだけです。</translation>
    </message>
    <message>
        <source>It is written through the Metadata API, because the Tooling API does not save layouts for the connected user.</source>
        <translation>接続ユーザーは Tooling API ではレイアウトを保存できないため、メタデータ API で書き込みます。</translation>
    </message>
    <message>
        <source>Writing the layout and reading it back…</source>
        <translation>レイアウトを書き込み、読み取って確認しています…</translation>
    </message>
    <message>
        <source>{field} is on {layout}, in the section {section}. Salesforce was read again: everything else is where it was. The original is kept here.</source>
        <translation>{field}を {layout} のセクション「{section}」に置きました。Salesforce を読み取って確認したところ、ほかはすべて元のままです。変更前のレイアウトはここに保管しています。</translation>
    </message>
    <message>
        <source>{field} is on {layout}, in the section {section}, written through the Metadata API. Salesforce was read again: everything else is where it was. The original is kept here.</source>
        <translation>メタデータ API で書き込み、{field}を {layout} のセクション「{section}」に置きました。Salesforce を読み取って確認したところ、ほかはすべて元のままです。変更前のレイアウトはここに保管しています。</translation>
    </message>
    <message>
        <source>Putting the original back and reading it…</source>
        <translation>元のレイアウトを書き込み、読み取って確認しています…</translation>
    </message>
    <message>
        <source>{layout} is as it was before.</source>
        <translation>{layout} は元の状態に戻りました。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message numerus="yes">
        <source>Leave %Ln boxes unticked?</source>
        <translation>
            <numerusform>%Ln 件をチェックなしのままにしますか？</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is re-subscribed by this: whoever is unsubscribed here stays so. In Salesforce these records are not opted out, and are named as not in step. Your reason and name are kept.</source>
        <translation>これによって誰も再登録されません：ここで登録解除されている人物はそのままです。Salesforce ではこれらのレコードはオプトアウトされず、一致していないものとして示されます。理由とあなたの名前が保存されます。</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由 (必須)</translation>
    </message>
    <message>
        <source>Leave unticked</source>
        <translation>チェックなしのままにする</translation>
    </message>
</context>
<context>
    <name>LoadPeopleCard</name>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Adds every Contact and Lead with an e-mail address as a person here; those who are opted out in Salesforce are unsubscribed here. People who are here already stay as they are.</source>
        <translation>メールアドレスのあるすべての取引先責任者とリードを人物として追加します。Salesforce でオプトアウト済みの人物は、ここで登録解除されます。すでにある人物はそのままです。</translation>
    </message>
    <message>
        <source>Load people from Salesforce</source>
        <translation>Salesforce から人物を読み込む</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people here, {unsubscribed} of them unsubscribed</source>
        <translation>
            <numerusform>ここに %Ln 人、うち登録解除済み {unsubscribed} 人</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no people here yet.</source>
        <translation>まだ人物がいません。</translation>
    </message>
    <message>
        <source>Connect to Salesforce first</source>
        <translation>先に Salesforce に接続してください</translation>
    </message>
    <message>
        <source>A sync is running</source>
        <translation>同期を実行中です</translation>
    </message>
    <message>
        <source>People are being loaded from Salesforce</source>
        <translation>Salesforce から人物を読み込んでいます</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>終了しています…</translation>
    </message>
    <message numerus="yes">
        <source>{done} of {total}, %Ln people added</source>
        <translation>
            <numerusform>{done} / {total} 件、%Ln 人を追加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled: %Ln people were added. Load again for the others.</source>
        <translation>
            <numerusform>キャンセルしました: %Ln 人を追加しました。残りを追加するには、もう一度読み込んでください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Loaded: %Ln people added, {unsubscribed} of them unsubscribed.</source>
        <translation>
            <numerusform>読み込みました: %Ln 人を追加しました (うち登録解除済み {unsubscribed} 人)。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogDetail</name>
    <message>
        <source>Copy details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>The chosen entry</source>
        <translation>選択したエントリ</translation>
    </message>
    <message>
        <source>All of this sync</source>
        <translation>この同期のすべて</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Salesforce ID</source>
        <translation>Salesforce ID</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>対処方法</translation>
    </message>
</context>
<context>
    <name>LogFilters</name>
    <message>
        <source>Search text, address, Salesforce ID or code</source>
        <translation>テキスト、アドレス、Salesforce ID、コードを検索</translation>
    </message>
    <message>
        <source>Search the status log</source>
        <translation>ステータスログを検索</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同期</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>すべてのレベル</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告とエラー</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>すべての種類</translation>
    </message>
    <message>
        <source>All syncs</source>
        <translation>すべての同期</translation>
    </message>
    <message>
        <source>Sync {number}</source>
        <translation>同期 {number}</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Time</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>レコード</translation>
    </message>
    <message>
        <source>{sync}: {summary}</source>
        <translation>{sync}: {summary}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>{text}, unfolded</source>
        <translation>{text}、展開済み</translation>
    </message>
    <message>
        <source>{text}, folded</source>
        <translation>{text}、折りたたみ</translation>
    </message>
</context>
<context>
    <name>MailCard</name>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Through your own mail server. Without a receiver none is sent.</source>
        <translation>ご自分のメールサーバーを通して送ります。受信者がなければ送信しません。</translation>
    </message>
    <message>
        <source>Receivers</source>
        <translation>受信者</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>メールサーバー</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>暗号化</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>送信者</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>The first receiver</source>
        <translation>最初の受信者</translation>
    </message>
    <message>
        <source>Only where the server asks for one</source>
        <translation>サーバーが必要とする場合のみ</translation>
    </message>
    <message>
        <source>The password is kept in the keyring of this computer and nowhere else.</source>
        <translation>パスワードは、このコンピューターのキーリングだけに保存されます。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Kept as it is</source>
        <translation>変更しない</translation>
    </message>
    <message>
        <source>Enter a receiver and a mail server, and save them first.</source>
        <translation>先に受信者とメールサーバーを入力して保存してください。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>保存しました。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Profile and language</source>
        <translation>プロファイルと言語</translation>
    </message>
    <message>
        <source>Unsubscribes</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>Salesforce</source>
        <translation>Salesforce</translation>
    </message>
    <message>
        <source>Status log</source>
        <translation>ステータスログ</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>診断</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Set-up assistant</source>
        <translation>設定アシスタント</translation>
    </message>
    <message>
        <source>MY ACCOUNT</source>
        <translation>マイアカウント</translation>
    </message>
    <message>
        <source>ADMIN SETTINGS</source>
        <translation>管理者設定</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Admin Settings</source>
        <translation>管理者設定</translation>
    </message>
    <message>
        <source>My Account</source>
        <translation>マイアカウント</translation>
    </message>
    <message>
        <source>About {name}</source>
        <translation>{name} について</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Change the language</source>
        <translation>言語を変更</translation>
    </message>
    <message>
        <source>Pushes: nothing waiting</source>
        <translation>プッシュ: 待機なし</translation>
    </message>
    <message>
        <source>Pushes: {waiting} waiting, {parked} parked</source>
        <translation>プッシュ: 待機 {waiting} 件、保留 {parked} 件</translation>
    </message>
    <message>
        <source>Pushes: {waiting} waiting</source>
        <translation>プッシュ: 待機 {waiting} 件</translation>
    </message>
    <message>
        <source>Last contact with Salesforce {time}</source>
        <translation>Salesforce との最終通信 {time}</translation>
    </message>
    <message>
        <source>No contact with Salesforce since the start</source>
        <translation>起動後、Salesforce との通信はまだありません</translation>
    </message>
</context>
<context>
    <name>ManageOrgsDialog</name>
    <message>
        <source>Orgs</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Each org has data of its own: people, unsubscribes, settings and status log. This window works with the one that is named here.</source>
        <translation>人物、登録解除、設定、ステータスログは組織ごとに別々です。このウィンドウは、ここに表示された組織で作業します。</translation>
    </message>
    <message>
        <source>Name of this org</source>
        <translation>この組織の名前</translation>
    </message>
    <message>
        <source>As in Salesforce</source>
        <translation>Salesforce での名前</translation>
    </message>
    <message>
        <source>Its colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>赤</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>オレンジ</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>緑</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>青緑</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>青</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>グレー</translation>
    </message>
    <message>
        <source>By its kind: red is production, orange a sandbox</source>
        <translation>種類に合わせる: 本番は赤、Sandbox はオレンジ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>このコンピューターの組織</translation>
    </message>
    <message>
        <source>Add another org…</source>
        <translation>別の組織を追加…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>保存しました。</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>サインアウトしています…</translation>
    </message>
    <message>
        <source>Removed. Its data is kept in {folder}.</source>
        <translation>外しました。データは {folder} に残っています。</translation>
    </message>
    <message>
        <source>It is on the list again. Switch to it and connect it.</source>
        <translation>一覧に戻しました。切り替えて接続してください。</translation>
    </message>
</context>
<context>
    <name>NeedRow</name>
    <message>
        <source>Since {time}</source>
        <translation>{time} から</translation>
    </message>
</context>
<context>
    <name>NetworkCard</name>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>Address of the proxy</source>
        <translation>プロキシのアドレス</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>CA file to trust</source>
        <translation>信頼する CA ファイル</translation>
    </message>
    <message>
        <source>User for the proxy</source>
        <translation>プロキシのユーザー名</translation>
    </message>
    <message>
        <source>Password for the proxy</source>
        <translation>プロキシのパスワード</translation>
    </message>
    <message>
        <source>Only where the proxy asks for one</source>
        <translation>プロキシが求める場合のみ</translation>
    </message>
    <message>
        <source>Only where your company inspects its traffic</source>
        <translation>会社が通信を検査している場合のみ</translation>
    </message>
    <message>
        <source>The password is kept in the keyring of this computer and nowhere else.</source>
        <translation>パスワードは、このコンピューターのキーリングだけに保存されます。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Save and test</source>
        <translation>保存してテスト</translation>
    </message>
    <message>
        <source>As the system says ({proxy})</source>
        <translation>システムの設定に従う ({proxy})</translation>
    </message>
    <message>
        <source>As the system says (no proxy)</source>
        <translation>システムの設定に従う (プロキシなし)</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>プロキシを使わない</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>個別に指定</translation>
    </message>
    <message>
        <source>Proxy: {way}.</source>
        <translation>プロキシ: {way}。</translation>
    </message>
    <message>
        <source>Trusted beside the system&apos;s authorities: {file}.</source>
        <translation>システムの認証局に加えて信頼: {file}。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Kept as it is</source>
        <translation>変更しない</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テストしています…</translation>
    </message>
    <message>
        <source>Saved. Salesforce can be reached.</source>
        <translation>保存しました。Salesforce に接続できます。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>保存しました。</translation>
    </message>
</context>
<context>
    <name>NightRunCard</name>
    <message>
        <source>Nightly sync on this computer</source>
        <translation>このコンピューターでの夜間同期</translation>
    </message>
    <message>
        <source>When it runs. A night that is missed, because the computer was off, is caught up once.</source>
        <translation>実行する時刻です。コンピューターの電源が切れていて実行できなかった夜の分は、後で 1 回だけ実行されます。</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>タイムゾーン</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>曜日</translation>
    </message>
    <message>
        <source>Also when the program is closed</source>
        <translation>プログラムを閉じているときも実行する</translation>
    </message>
    <message>
        <source>Restore Marketo Sales default</source>
        <translation>Marketo Sales の既定に戻す</translation>
    </message>
    <message>
        <source>This is the Marketo Sales default: every day at 8:00 pm Pacific.</source>
        <translation>Marketo Sales の既定です: 毎日、太平洋時間 20:00。</translation>
    </message>
    <message>
        <source>The Marketo Sales default is every day at 8:00 pm Pacific.</source>
        <translation>Marketo Sales の既定は、毎日、太平洋時間 20:00 です。</translation>
    </message>
    <message>
        <source>Asking this computer…</source>
        <translation>このコンピューターに確認しています…</translation>
    </message>
    <message>
        <source>Off: while the program is closed no sync runs, and it catches up when it is opened.</source>
        <translation>オフ: プログラムを閉じている間は同期されません。開いたときに後から実行されます。</translation>
    </message>
    <message>
        <source>On, but the nightly sync is off: until that is switched on, above, no night is due.</source>
        <translation>オンですが、夜間同期がオフです。上のスイッチで夜間同期をオンにするまで、夜間の同期は行われません。</translation>
    </message>
    <message>
        <source>On: this computer starts the sync by itself when a night is due.</source>
        <translation>オン: 夜間同期の時刻になると、このコンピューターが自動的に同期を開始します。</translation>
    </message>
    <message>
        <source>It last ran well.</source>
        <translation>前回は正常に実行されました。</translation>
    </message>
    <message>
        <source>It last failed; the status log says why.</source>
        <translation>前回は失敗しました。理由はステータスログにあります。</translation>
    </message>
    <message>
        <source>It last ran well, on {time}.</source>
        <translation>前回 ({time}) は正常に実行されました。</translation>
    </message>
    <message>
        <source>It last failed, on {time}; the status log says why.</source>
        <translation>前回 ({time}) は失敗しました。理由はステータスログにあります。</translation>
    </message>
    <message>
        <source>At least one day is needed; to sync no day, turn the nightly sync off.</source>
        <translation>少なくとも 1 つの曜日が必要です。どの曜日にも同期しない場合は、夜間同期をオフにしてください。</translation>
    </message>
</context>
<context>
    <name>NightlyStep</name>
    <message>
        <source>Switch the nightly sync on</source>
        <translation>夜間同期をオンにする</translation>
    </message>
    <message>
        <source>It is off until you do. On, it brings both sides into line once a day; you can switch it off again at any time on the Integration screen.</source>
        <translation>オンにするまではオフのままです。オンにすると、1 日 1 回、両側の状態を揃えます。統合画面でいつでもオフに戻せます。</translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation>夜間同期</translation>
    </message>
    <message>
        <source>The first sync that would change anything waits for your approval, also at night, unless you have applied the preview. While the nightly sync is off, new unsubscribes are still pushed to Email Opt Out.</source>
        <translation>変更を伴う初回の同期は、プレビューを適用済みでない限り、夜間であってもあなたの承認を待ちます。夜間同期がオフの間も、新しい登録解除は引き続きメールオプトアウトにプッシュされます。</translation>
    </message>
    <message>
        <source>Nightly sync on</source>
        <translation>夜間同期: オン</translation>
    </message>
    <message>
        <source>Nightly sync off</source>
        <translation>夜間同期: オフ</translation>
    </message>
    <message>
        <source>No next sync: the nightly sync is off.</source>
        <translation>次回の同期はありません (夜間同期がオフです)。</translation>
    </message>
    <message>
        <source>Next sync: {time}</source>
        <translation>次回の同期: {time}</translation>
    </message>
</context>
<context>
    <name>NightsCalendar</name>
    <message>
        <source>{day}: no night</source>
        <translation>{day}: 夜間同期なし</translation>
    </message>
</context>
<context>
    <name>NightsCard</name>
    <message>
        <source>Last nights</source>
        <translation>最近の夜間同期</translation>
    </message>
</context>
<context>
    <name>NightsFigureCard</name>
    <message>
        <source>There was no night in this time.</source>
        <translation>この期間に夜間同期はありませんでした。</translation>
    </message>
    <message>
        <source>Nights</source>
        <translation>夜間同期</translation>
    </message>
</context>
<context>
    <name>OrgRow</name>
    <message>
        <source>Its database cannot be read</source>
        <translation>データベースを読み取れません</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>外した組織</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>In this window</source>
        <translation>このウィンドウ</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>切り替え</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>外す…</translation>
    </message>
    <message>
        <source>Remove all the same</source>
        <translation>それでも外す</translation>
    </message>
    <message>
        <source>Sign out and remove</source>
        <translation>サインアウトして外す</translation>
    </message>
    <message>
        <source>Removing signs out of {org} and takes it off this list. Its nightly sync and its pushes end; its people and unsubscribes stay in its folder, and it can be brought back.</source>
        <translation>{org} からサインアウトし、この一覧から外します。夜間同期とプッシュは行われなくなります。人物と登録解除はフォルダーに残り、後で元に戻せます。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>外さない</translation>
    </message>
</context>
<context>
    <name>OrgStep</name>
    <message>
        <source>Which org do you want to work with?</source>
        <translation>どの組織を使用しますか?</translation>
    </message>
    <message>
        <source>Each org keeps its own people, settings and log. You can switch at the top of the window.</source>
        <translation>人物、設定、ログは組織ごとに保存されます。組織はウィンドウの上部で切り替えられます。</translation>
    </message>
    <message>
        <source>The practice org</source>
        <translation>練習用組織</translation>
    </message>
    <message>
        <source>A small Salesforce with invented people that runs on this computer. Every button works, and nothing real is touched. Good for getting to know the program.</source>
        <translation>このコンピューター上で動作する、架空の人物の入った小さな Salesforce です。すべてのボタンが使え、実際のデータには触れません。プログラムに慣れるのに適しています。</translation>
    </message>
    <message>
        <source>Your own org</source>
        <translation>自社の組織</translation>
    </message>
    <message>
        <source>Your company&apos;s Salesforce, production or a sandbox. Nothing is written there before you have seen what it would be.</source>
        <translation>自社の Salesforce (本番または Sandbox) です。変更内容を確認するまで、何も書き込まれません。</translation>
    </message>
</context>
<context>
    <name>OrgSwitcher</name>
    <message>
        <source>{org} · {kind}</source>
        <translation>{org} · {kind}</translation>
    </message>
    <message>
        <source>Org: {org}, {kind}</source>
        <translation>組織: {org}、{kind}</translation>
    </message>
    <message>
        <source>Switch to another org</source>
        <translation>別の組織に切り替える</translation>
    </message>
    <message>
        <source>Practice org</source>
        <translation>練習用組織</translation>
    </message>
    <message>
        <source>Add another org…</source>
        <translation>別の組織を追加…</translation>
    </message>
    <message>
        <source>Manage orgs…</source>
        <translation>組織の管理…</translation>
    </message>
</context>
<context>
    <name>OtherOrgLink</name>
    <message>
        <source>Switch to that org</source>
        <translation>その組織に切り替える</translation>
    </message>
    <message>
        <source>Begin its data anew…</source>
        <translation>データを新しく始める…</translation>
    </message>
    <message>
        <source>Add it as another org</source>
        <translation>別の組織として追加する</translation>
    </message>
</context>
<context>
    <name>OtherWaysCard</name>
    <message>
        <source>Other ways to sign in</source>
        <translation>その他のログイン方法</translation>
    </message>
    <message>
        <source>For use where nobody is there to sign in, and with an access token that somebody hands in.</source>
        <translation>ログインする人がいない環境や、渡されたアクセストークンを使う場合の方法です。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>There is no way in with user name and password: Salesforce is ending it, and blocks it in new orgs already.</source>
        <translation>ユーザー名とパスワードによるログインはありません。Salesforce はこの方法を廃止する予定で、新しい組織ではすでにブロックしています。</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Way to sign in</source>
        <translation>ログイン方法</translation>
    </message>
    <message>
        <source>Private key (JWT bearer)</source>
        <translation>秘密鍵 (JWT ベアラー)</translation>
    </message>
    <message>
        <source>Secret of the app (client credentials)</source>
        <translation>アプリケーションの秘密 (クライアントログイン情報)</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>アクセストークン</translation>
    </message>
    <message>
        <source>Address of your org</source>
        <translation>組織のアドレス</translation>
    </message>
    <message>
        <source>Consumer key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Private key file</source>
        <translation>秘密鍵ファイル</translation>
    </message>
    <message>
        <source>Consumer secret</source>
        <translation>コンシューマーの秘密</translation>
    </message>
    <message>
        <source>The user as whom the program works</source>
        <translation>プログラムが使用するユーザー</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>The app holds a certificate, and this program the private key that belongs to it. The key is read from the file once, kept in the keyring, and the file is not needed again. The user has to be pre-authorized in the policies of the app.</source>
        <translation>アプリケーションに証明書を、このプログラムに対応する秘密鍵を登録します。鍵はファイルから一度だけ読み込まれてキーリングに保存され、ファイルは以後不要です。ユーザーは、アプリケーションのポリシーで事前承認されている必要があります。</translation>
    </message>
    <message>
        <source>The app works as the user that is named in its policies. The secret is kept in the keyring.</source>
        <translation>アプリケーションは、ポリシーで指定されたユーザーとして動作します。秘密はキーリングに保存されます。</translation>
    </message>
    <message>
        <source>Good for as long as the session it belongs to, often some hours; then a new one is needed. It is kept in the keyring.</source>
        <translation>元のセッションが続く間 (多くは数時間) だけ有効で、その後は新しいトークンが必要です。トークンはキーリングに保存されます。</translation>
    </message>
    <message>
        <source>{field} is missing.</source>
        <translation>{field}が入力されていません。</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>ログインしています…</translation>
    </message>
    <message>
        <source>Connected to {org} as {user}.</source>
        <translation>{user} として {org} に接続しました。</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Figures</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Open in status log</source>
        <translation>ステータスログで開く</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 日間</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 か月</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Syncs</source>
        <translation>同期</translation>
    </message>
    <message>
        <source>No next sync: the nightly sync is off.</source>
        <translation>次回の同期はありません。夜間同期はオフです。</translation>
    </message>
    <message>
        <source>Next sync: {time}</source>
        <translation>次回の同期: {time}</translation>
    </message>
    <message>
        <source>Connect to Salesforce first</source>
        <translation>先に Salesforce に接続してください</translation>
    </message>
    <message>
        <source>There was no sync yet.</source>
        <translation>同期はまだ行われていません。</translation>
    </message>
    <message>
        <source>Last sync: {time}, {outcome}: {here} unsubscribed here, {there} opted out in Salesforce</source>
        <translation>前回の同期: {time}、{outcome}: こちらで登録解除 {here} 件、Salesforce でオプトアウト {there} 件</translation>
    </message>
    <message>
        <source>Last sync: {time}, {outcome}</source>
        <translation>前回の同期: {time}、{outcome}</translation>
    </message>
</context>
<context>
    <name>ParkedCard</name>
    <message>
        <source>Parked pushes</source>
        <translation>保留中のプッシュ</translation>
    </message>
    <message>
        <source>They wait for you. The others go on without them.</source>
        <translation>対応を待っています。ほかのプッシュは続行されます。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>取りやめ…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
</context>
<context>
    <name>ParkedModel</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Salesforce ID</source>
        <translation>Salesforce ID</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>フィールド</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>試行回数</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>開始日時</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Unsubscribe</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>This person is not unsubscribed.</source>
        <translation>この人物は登録解除されていません。</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>ソース: {source}</translation>
    </message>
    <message>
        <source>none given</source>
        <translation>指定なし</translation>
    </message>
    <message>
        <source>! Cannot sync: {reason}</source>
        <translation>! 同期不可: {reason}</translation>
    </message>
    <message>
        <source>Salesforce records</source>
        <translation>Salesforce のレコード</translation>
    </message>
    <message>
        <source>Bounced: mail to this address came back. That is no opt-out by itself.</source>
        <translation>バウンス: このアドレス宛のメールが返送されました。それだけではオプトアウトになりません。</translation>
    </message>
    <message>
        <source>Date: {time}</source>
        <translation>日付: {time}</translation>
    </message>
    <message>
        <source>Date: {time}, ticked in Salesforce by {who}</source>
        <translation>日付: {time} ({who} が Salesforce でオンにしました)</translation>
    </message>
    <message>
        <source>First seen in Salesforce: {time}</source>
        <translation>Salesforce で最初に確認: {time}</translation>
    </message>
    <message>
        <source>The box may have been ticked earlier: the org keeps no field history that tells when.</source>
        <translation>実際にオンになったのはそれより前の可能性があります。日時を示す項目履歴がこの組織にありません。</translation>
    </message>
    <message>
        <source>Details: {reason}</source>
        <translation>詳細: {reason}</translation>
    </message>
    <message>
        <source>No Contact or Lead with this address is known that the connected user can see.</source>
        <translation>このアドレスの取引先責任者またはリードで、接続ユーザーに見えるものは確認されていません。</translation>
    </message>
    <message>
        <source>Individual in Salesforce</source>
        <translation>Salesforce の個人</translation>
    </message>
    <message>
        <source>Don&apos;t Process</source>
        <translation>処理しない</translation>
    </message>
    <message>
        <source>Don&apos;t Market</source>
        <translation>マーケティングしない</translation>
    </message>
    <message>
        <source>Forget this Individual</source>
        <translation>この個人を忘れる</translation>
    </message>
    <message>
        <source>Only shown here: this program never writes to it.</source>
        <translation>表示のみです。このプログラムが書き込むことはありません。</translation>
    </message>
    <message>
        <source>Unsubscribe History</source>
        <translation>登録解除履歴</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>まだ記録がありません。</translation>
    </message>
    <message>
        <source>Pushes</source>
        <translation>プッシュ</translation>
    </message>
    <message>
        <source>Nothing was pushed for this person.</source>
        <translation>この人物のプッシュはありません。</translation>
    </message>
    <message>
        <source>Unticked in Salesforce by somebody</source>
        <translation>Salesforce で誰かがチェックを外した</translation>
    </message>
    <message numerus="yes">
        <source>%Ln times so far</source>
        <translation>
            <numerusform>これまでに %Ln 回</numerusform>
        </translation>
    </message>
    <message>
        <source>Left by {who}: {reason}</source>
        <translation>{who} がそのままにしました：{reason}</translation>
    </message>
    <message>
        <source>Noticed {time}; Salesforce did not tell who it was.</source>
        <translation>{time} に気づきました。誰が外したかは Salesforce から分かりません。</translation>
    </message>
    <message>
        <source>{who}, {time}</source>
        <translation>{who}、{time}</translation>
    </message>
    <message>
        <source>{who} changed the record last, {time}</source>
        <translation>最後にレコードを変更したのは {who} ({time})</translation>
    </message>
    <message>
        <source>Tick again</source>
        <translation>もう一度チェック</translation>
    </message>
    <message>
        <source>Leave…</source>
        <translation>そのままにする…</translation>
    </message>
    <message>
        <source>Open {id} in Salesforce</source>
        <translation>{id} を Salesforce で開く</translation>
    </message>
    <message>
        <source>Belongs here: {why}</source>
        <translation>関連付けの理由: {why}</translation>
    </message>
    <message>
        <source>Its place was taken by {id}</source>
        <translation>{id} に引き継がれました</translation>
    </message>
    <message>
        <source>Last seen {time}</source>
        <translation>最終確認 {time}</translation>
    </message>
    <message>
        <source>Never read yet</source>
        <translation>まだ読み取っていません</translation>
    </message>
    <message>
        <source>? {field}: not known</source>
        <translation>? {field}: 未確認</translation>
    </message>
    <message>
        <source>☑ {field}: ticked</source>
        <translation>☑ {field}: オン</translation>
    </message>
    <message>
        <source>☐ {field}: not ticked</source>
        <translation>☐ {field}: オフ</translation>
    </message>
    <message>
        <source>first seen {time}</source>
        <translation>最初に確認: {time}</translation>
    </message>
    <message>
        <source>by {who}</source>
        <translation>実行者: {who}</translation>
    </message>
    <message>
        <source>{field} on {object}</source>
        <translation>{object} の {field}</translation>
    </message>
    <message>
        <source>Look for records of this address</source>
        <translation>このアドレスのレコードを検索</translation>
    </message>
    <message>
        <source>Answered {time}</source>
        <translation>応答 {time}</translation>
    </message>
    <message>
        <source>Queued {time}</source>
        <translation>登録 {time}</translation>
    </message>
    <message>
        <source>attempts: {count}</source>
        <translation>試行 {count} 回</translation>
    </message>
</context>
<context>
    <name>PeopleFilters</name>
    <message>
        <source>Search address, name or company</source>
        <translation>アドレス、名前、会社を検索</translation>
    </message>
    <message>
        <source>Search people</source>
        <translation>人物を検索</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Any source</source>
        <translation>すべてのソース</translation>
    </message>
    <message>
        <source>Any state in Salesforce</source>
        <translation>Salesforce でのすべての状態</translation>
    </message>
    <message>
        <source>Cannot sync</source>
        <translation>同期不可</translation>
    </message>
    <message>
        <source>Cleared by somebody in Salesforce</source>
        <translation>Salesforce で誰かがチェックを外した</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>過去 7 日間</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>過去 30 日間</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Between two days…</source>
        <translation>期間を指定…</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>Unsubscribed when</source>
        <translation>登録解除の時期</translation>
    </message>
    <message>
        <source>State in Salesforce</source>
        <translation>Salesforce での状態</translation>
    </message>
    <message>
        <source>Unsubscribed from</source>
        <translation>登録解除日 (開始)</translation>
    </message>
    <message>
        <source>to</source>
        <translation>～</translation>
    </message>
    <message>
        <source>Unsubscribed until</source>
        <translation>登録解除日 (終了)</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>すべての人物</translation>
    </message>
    <message>
        <source>List people who are not unsubscribed as well</source>
        <translation>登録解除していない人物も表示します</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>フィルターをクリア</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>ソース</translation>
    </message>
    <message>
        <source>In Salesforce</source>
        <translation>Salesforce</translation>
    </message>
    <message>
        <source>Pushes</source>
        <translation>プッシュ</translation>
    </message>
    <message>
        <source>{count} parked</source>
        <translation>保留 {count} 件</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>待機 {count} 件</translation>
    </message>
</context>
<context>
    <name>PeopleStep</name>
    <message>
        <source>Load your people</source>
        <translation>人物の読み込み</translation>
    </message>
    <message>
        <source>Only people who are here can be kept in step. You can also import them from a CSV file later; then go on without loading.</source>
        <translation>同期できるのは、ここに登録されている人物だけです。後で CSV ファイルからインポートする場合は、読み込まずに次へ進んでください。</translation>
    </message>
</context>
<context>
    <name>PeopleTab</name>
    <message>
        <source>Add…</source>
        <translation>追加…</translation>
    </message>
    <message>
        <source>Export shown…</source>
        <translation>表示中をエクスポート…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>新しい順</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>古い順</translation>
    </message>
    <message>
        <source>Address A to Z</source>
        <translation>アドレスの昇順</translation>
    </message>
    <message>
        <source>Address Z to A</source>
        <translation>アドレスの降順</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln addresses</source>
        <translation>
            <numerusform>%Ln 件のアドレスをコピー</numerusform>
        </translation>
    </message>
    <message>
        <source>Re-subscribe…</source>
        <translation>再登録…</translation>
    </message>
    <message>
        <source>Unsubscribe…</source>
        <translation>登録解除…</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>集計中…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people were exported to {file}.</source>
        <translation>
            <numerusform>%Ln 人を {file} にエクスポートしました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>検索中…</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>該当者なし</translation>
    </message>
    <message>
        <source>Nobody here fits the search and the filters.</source>
        <translation>検索とフィルターに一致する人物はいません。</translation>
    </message>
    <message>
        <source>Nobody is unsubscribed</source>
        <translation>登録解除した人物はいません</translation>
    </message>
    <message>
        <source>Add somebody, import a file, or bring Salesforce into line with Sync now.</source>
        <translation>人物を追加するか、ファイルをインポートするか、[今すぐ同期] で Salesforce と同期してください。</translation>
    </message>
    <message>
        <source>Export the people shown</source>
        <translation>表示中の人物をエクスポート</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>エクスポート中…</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>エクスポートをキャンセルしました。ファイルは書き込まれていません。</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>No one selected</source>
        <translation>人物が選択されていません</translation>
    </message>
    <message>
        <source>Choose a person in the list to see the records, the history and the pushes.</source>
        <translation>一覧から人物を選択すると、レコード、履歴、プッシュが表示されます。</translation>
    </message>
    <message>
        <source>Details of {person}</source>
        <translation>{person} の詳細</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>Not unsubscribed</source>
        <translation>登録解除なし</translation>
    </message>
    <message>
        <source>Re-subscribe…</source>
        <translation>再登録…</translation>
    </message>
    <message>
        <source>Unsubscribe…</source>
        <translation>登録解除…</translation>
    </message>
    <message>
        <source>In Marketo Sales: Remove Unsubscribe</source>
        <translation>Marketo Sales での名称: 登録解除を削除</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
</context>
<context>
    <name>PlanFilters</name>
    <message>
        <source>Search address, name or Salesforce ID</source>
        <translation>アドレス、名前、Salesforce ID で検索</translation>
    </message>
    <message>
        <source>Search the planned changes</source>
        <translation>予定された変更を検索</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>両側</translation>
    </message>
    <message>
        <source>Any reason</source>
        <translation>すべての理由</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>○ Unsubscribed already</source>
        <translation>○ 登録解除済み</translation>
    </message>
    <message>
        <source>✓ Will be unsubscribed</source>
        <translation>✓ 登録解除します</translation>
    </message>
    <message>
        <source>None known yet; the push looks for them</source>
        <translation>未確認 (プッシュ時に検索します)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>Opted out in Salesforce</source>
        <translation>Salesforce でオプトアウト</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Where</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Salesforce record</source>
        <translation>Salesforce のレコード</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Calculated {when}. Nothing is written yet. Records are read again before writing.</source>
        <translation>{when} に計算しました。まだ何も書き込まれていません。書き込む前にレコードを読み直します。</translation>
    </message>
    <message>
        <source>{here} to unsubscribe here · {there} to opt out in Salesforce · Field: {field}</source>
        <translation>ここで登録解除: {here} · Salesforce でオプトアウト: {there} · 項目: {field}</translation>
    </message>
    <message numerus="yes">
        <source>Apply %Ln changes</source>
        <translation>
            <numerusform>%Ln 件の変更を適用</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {total} changes</source>
        <translation>{total} 件中 {shown} 件の変更</translation>
    </message>
    <message>
        <source>No change fits the filters.</source>
        <translation>条件に合う変更はありません。</translation>
    </message>
    <message>
        <source>Both sides agree.</source>
        <translation>双方が一致しています。</translation>
    </message>
    <message>
        <source>The plan was carried out.</source>
        <translation>計画は実行されました。</translation>
    </message>
    <message>
        <source>No preview is waiting.</source>
        <translation>待機中のプレビューはありません。</translation>
    </message>
    <message>
        <source>Back to Integration</source>
        <translation>[統合] に戻る</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>エクスポート…</translation>
    </message>
    <message>
        <source>Planned changes</source>
        <translation>予定の変更</translation>
    </message>
    <message>
        <source>What a sync would change</source>
        <translation>同期で変わる内容</translation>
    </message>
    <message>
        <source>Nothing is planned</source>
        <translation>予定の変更はありません</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes written to {path}.</source>
        <translation>
            <numerusform>変更 %Ln 件を {path} に書き込みました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>See what a first sync would change</source>
        <translation>最初の同期による変更を確認</translation>
    </message>
    <message>
        <source>Nothing is written. You see every person and record with the reason, and decide afterwards: “Apply” carries out what you see. Without that, the first sync that would change anything waits for your approval.</source>
        <translation>何も書き込まれません。すべての人物とレコードを理由とともに確認してから決められます。[適用] を押すと、表示された内容が実行されます。押さない場合、変更を伴う初回の同期はあなたの承認を待ちます。</translation>
    </message>
    <message>
        <source>Calculate the preview</source>
        <translation>プレビューを計算</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Connect to Salesforce first</source>
        <translation>先に Salesforce に接続してください</translation>
    </message>
    <message>
        <source>A sync is running</source>
        <translation>同期を実行中です</translation>
    </message>
    <message>
        <source>People are being loaded; wait until that has ended.</source>
        <translation>人物を読み込んでいます。終わるまでお待ちください。</translation>
    </message>
    <message>
        <source>A first sync can be worked out once an org is connected.</source>
        <translation>最初の同期の内容は、組織に接続すると作成できます。</translation>
    </message>
    <message>
        <source>Both sides are read, which takes from seconds to some minutes.</source>
        <translation>両方のデータを読み取ります。数秒から数分かかります。</translation>
    </message>
    <message>
        <source>Last sync: {outcome}. A preview shows what has changed since.</source>
        <translation>前回の同期: {outcome}。その後の変更はプレビューで確認できます。</translation>
    </message>
    <message>
        <source>Calculated: {here} to unsubscribe here, {there} to opt out in Salesforce.</source>
        <translation>計算しました: ここで登録解除する人物は {here}、Salesforce でオプトアウトするレコードは {there}です。</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>終了しています…</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Language and appearance</source>
        <translation>言語と表示</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>表示モード</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに従う</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Your name in the history</source>
        <translation>履歴に残る名前</translation>
    </message>
    <message>
        <source>What you add, remove or re-subscribe here is kept in the history under the name {name}, the name of your account on this computer.</source>
        <translation>ここで行う追加・解除・再登録は、このコンピューターのアカウント名 {name} で履歴に記録されます。</translation>
    </message>
    <message>
        <source>Set-up assistant</source>
        <translation>設定アシスタント</translation>
    </message>
    <message>
        <source>Leads from the language through the sign-in to a first preview and the nightly sync, and goes on where it was left.</source>
        <translation>言語の選択からログイン、最初のプレビュー、夜間同期までを案内します。中断した箇所から再開できます。</translation>
    </message>
    <message>
        <source>Open the assistant</source>
        <translation>アシスタントを開く</translation>
    </message>
</context>
<context>
    <name>PutBackDialog</name>
    <message>
        <source>Put {layout} back as it was?</source>
        <translation>{layout} を元の状態に戻しますか</translation>
    </message>
    <message>
        <source>The layout is written as it was before this program added {field}, and read again. A change that somebody made since is noticed and left alone.</source>
        <translation>このプログラムが{field}を追加する前の状態でレイアウトを書き込み、読み取って確認します。その後にほかの人が加えた変更があれば検出し、上書きしません。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Put the original back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Putting the original back and reading it…</source>
        <translation>元のレイアウトを書き込み、読み取って確認しています…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>{layout} is as it was before.</source>
        <translation>{layout} は元の状態に戻りました。</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Write a reason first</source>
        <translation>先に理由を書いてください</translation>
    </message>
</context>
<context>
    <name>RecordLink</name>
    <message>
        <source>Open in Salesforce</source>
        <translation>Salesforce で開く</translation>
    </message>
    <message>
        <source>Connect to Salesforce to open the record.</source>
        <translation>レコードを開くには Salesforce に接続してください。</translation>
    </message>
</context>
<context>
    <name>RefreshedSandboxDialog</name>
    <message>
        <source>Begin the data of {org} anew?</source>
        <translation>{org} のデータを新しく始めますか？</translation>
    </message>
    <message>
        <source>A refresh made a new org at the address of the sandbox. Records, opt-outs and history of before do not belong to it.</source>
        <translation>更新により、Sandbox のアドレスに新しい組織ができました。以前のレコード、オプトアウト、履歴は、その組織のものではありません。</translation>
    </message>
    <message>
        <source>Kept: the settings, and all of the old data as an archive, in a folder “set-aside-…” in {folder}.</source>
        <translation>残るもの: 設定と、以前のデータすべて（アーカイブとして {folder} の「set-aside-…」フォルダーに残ります）。</translation>
    </message>
    <message>
        <source>Begun anew: people, unsubscribes, status log, and the pushes that wait ({waiting} now). Log in next, then load people or import them.</source>
        <translation>新しく始まるもの: 人物、登録解除、ステータスログ、待機中のプッシュ（現在 {waiting} 件）。次にログインし、人物を読み込むかインポートしてください。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>新しく始める</translation>
    </message>
</context>
<context>
    <name>ResubscribeDialog</name>
    <message>
        <source>Re-subscribe {email}</source>
        <translation>{email} を再登録</translation>
    </message>
    <message>
        <source>Their consent must be on record</source>
        <translation>本人の同意の記録が必要です</translation>
    </message>
    <message>
        <source>Whoever mails a person who has unsubscribed needs proof that the person agreed to it again.</source>
        <translation>登録解除した人物にメールを送るには、本人が改めて同意した証拠が必要です。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>When, how, and where it is filed</source>
        <translation>いつ、どのように、どこに保管されているか</translation>
    </message>
    <message>
        <source>Choose a reason</source>
        <translation>理由を選択してください</translation>
    </message>
    <message>
        <source>The person asked in writing</source>
        <translation>本人から書面で依頼</translation>
    </message>
    <message>
        <source>The person asked by phone</source>
        <translation>本人から電話で依頼</translation>
    </message>
    <message>
        <source>Unsubscribed by mistake</source>
        <translation>誤って登録解除</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Only here</source>
        <translation>ここだけ</translation>
    </message>
    <message>
        <source>Looking at what is known of Salesforce…</source>
        <translation>Salesforce の既知の状態を確認中…</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>双方</translation>
    </message>
    <message>
        <source>The unsubscribe here ends, and the records in Salesforce are cleared and read back. Where one of them refuses, all is taken back.</source>
        <translation>ここでの登録解除を終了し、Salesforce のレコードをオフにして読み直します。いずれかが拒否された場合は、すべて元に戻します。</translation>
    </message>
    <message>
        <source>{field} will be unticked: {record}, {id}</source>
        <translation>{field}をオフにします: {record}, {id}</translation>
    </message>
    <message>
        <source>{field} stays ticked and counts no longer: {record}, {id} ({state})</source>
        <translation>{field}はオンのまま、以後は考慮されません: {record}, {id}（{state}）</translation>
    </message>
    <message>
        <source>{field} unticked: {record}</source>
        <translation>{field}をオフにしました: {record}</translation>
    </message>
    <message>
        <source>Salesforce refused {field} of {record} ({code}): {problem}</source>
        <translation>Salesforce が {record} の{field}を拒否しました ({code}): {problem}</translation>
    </message>
    <message>
        <source>I have this person&apos;s consent on record</source>
        <translation>この人物の同意の記録があります</translation>
    </message>
    <message>
        <source>Marketo Sales calls this Remove Unsubscribe. What you do here is kept in the history of the person, with the reason and your name.</source>
        <translation>Marketo Sales では「登録解除を削除」と呼ばれます。ここでの操作は、理由とあなたの名前とともに人物の履歴に残ります。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Re-subscribe</source>
        <translation>再登録</translation>
    </message>
    <message>
        <source>Salesforce is still ticked, on {count} of the records below: removed only here, the next sync unsubscribes this person again.</source>
        <translation>以下のレコードのうち {count} 件は Salesforce でまだオンです。ここだけで解除すると、次回の同期で再び登録解除されます。</translation>
    </message>
    <message>
        <source>As last seen, Salesforce is not opted out. Where it is, the next sync unsubscribes again.</source>
        <translation>最後に確認した時点では、Salesforce でオプトアウトされていません。オプトアウトされている場合は、次回の同期で再び登録解除されます。</translation>
    </message>
    <message>
        <source>No record is known to be ticked; each is read again before.</source>
        <translation>オンのレコードは確認されていません。実行前に各レコードを読み直します。</translation>
    </message>
    <message>
        <source>These records belong to other unsubscribed people as well, so the next sync opts them out again: {people}</source>
        <translation>これらのレコードは、登録解除済みの別の人物にも属するため、次回の同期で再びオプトアウトされます: {people}</translation>
    </message>
    <message>
        <source>Clear {field} as well</source>
        <translation>{field}もオフにする</translation>
    </message>
    <message>
        <source>{field} is ticked: {record}, {id}</source>
        <translation>{field}がオン: {record}、{id}</translation>
    </message>
    <message>
        <source>{field} is ticked on no known record.</source>
        <translation>{field}がオンのレコードは確認されていません。</translation>
    </message>
    <message>
        <source>Without this choice it stays as it is: it says whether another kind of mail may be sent.</source>
        <translation>選択しない場合はそのままです。別の種類のメールを送信してよいかどうかを示す項目だからです。</translation>
    </message>
    <message>
        <source>Wait until the records are known</source>
        <translation>レコードの確認をお待ちください</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>メモを入力してください</translation>
    </message>
    <message>
        <source>Choose one or both sides</source>
        <translation>片側か双方かを選択してください</translation>
    </message>
    <message>
        <source>Confirm that consent is on record</source>
        <translation>同意の記録があることを確認してください</translation>
    </message>
    <message>
        <source>Clearing in Salesforce…</source>
        <translation>Salesforce で解除中…</translation>
    </message>
    <message>
        <source>Re-subscribing…</source>
        <translation>再登録中…</translation>
    </message>
    <message>
        <source>Taken back, and opted out again: {records}</source>
        <translation>取り消し、再びオプトアウトにしました: {records}</translation>
    </message>
    <message>
        <source>{email} is re-subscribed here.</source>
        <translation>{email} をここで再登録しました。</translation>
    </message>
    <message>
        <source>{email} stays unsubscribed here.</source>
        <translation>{email} はここで登録解除されたままです。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>SalesforcePage</name>
    <message>
        <source>Sign in to Salesforce again</source>
        <translation>Salesforce にもう一度ログインしてください</translation>
    </message>
    <message>
        <source>{why} Until then pushes wait; nothing that was collected is lost.</source>
        <translation>{why}ログインするまでプッシュは待機します。収集した内容が失われることはありません。</translation>
    </message>
    <message>
        <source>Log in to Salesforce</source>
        <translation>Salesforce にログイン</translation>
    </message>
</context>
<context>
    <name>SettingLine</name>
    <message>
        <source>Default: {value}.</source>
        <translation>既定値: {value}。</translation>
    </message>
    <message>
        <source>Default: nothing.</source>
        <translation>既定値: なし。</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>既定値に戻す</translation>
    </message>
    <message>
        <source>A sample; all of it where one did not stay</source>
        <translation>一部(オンのまま残らないものがあればすべて)</translation>
    </message>
    <message>
        <source>All of it; more calls</source>
        <translation>すべて(呼び出しが増えます)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>On</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>オフ</translation>
    </message>
</context>
<context>
    <name>SignInCard</name>
    <message>
        <source>Log in to Salesforce</source>
        <translation>Salesforce にログイン</translation>
    </message>
    <message>
        <source>You sign in in your browser, on the page of Salesforce itself. This program never sees your password; what it is given to stay signed in is kept in the keyring of this computer.</source>
        <translation>ログインは、ブラウザーで Salesforce のページから行います。このプログラムがパスワードを知ることはありません。ログインを維持するための情報は、このコンピューターのキーリングに保存されます。</translation>
    </message>
    <message>
        <source>Log in again…</source>
        <translation>もう一度ログイン…</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隠す</translation>
    </message>
    <message>
        <source>Consumer key</source>
        <translation>コンシューマー鍵</translation>
    </message>
    <message>
        <source>Of the External Client App in your org, by which your org knows this program. It is no secret, is entered once, and remembered.</source>
        <translation>組織がこのプログラムを識別する、外部クライアントアプリケーションの鍵です。秘密の情報ではなく、一度入力すれば記憶されます。</translation>
    </message>
    <message>
        <source>Create the External Client App, step by step…</source>
        <translation>外部クライアントアプリケーションの作成手順…</translation>
    </message>
    <message>
        <source>Give the address of your org, or choose Production or Sandbox.</source>
        <translation>組織のアドレスを入力するか、[本番] または [Sandbox] を選択してください。</translation>
    </message>
    <message>
        <source>Connected to {org} as {user}.</source>
        <translation>{user} として {org} に接続しました。</translation>
    </message>
    <message>
        <source>The sign-in was given up. Nothing has changed.</source>
        <translation>ログインを中止しました。変更はありません。</translation>
    </message>
</context>
<context>
    <name>SignInStep</name>
    <message>
        <source>The practice org needs no sign-in</source>
        <translation>練習用組織にログインは不要です</translation>
    </message>
    <message>
        <source>It is started by this program and ends with it. The first start takes a few seconds.</source>
        <translation>このプログラムとともに起動し、終了します。初回の起動には数秒かかります。</translation>
    </message>
    <message>
        <source>Sign in to your org</source>
        <translation>組織にログイン</translation>
    </message>
    <message>
        <source>The first time, your org has to be told about this program; the guide shows how.</source>
        <translation>初回は、このプログラムを組織に登録する必要があります。手順は案内に表示されます。</translation>
    </message>
    <message>
        <source>Other ways to sign in, and company networks</source>
        <translation>その他のログイン方法と社内ネットワーク</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>接続しています…</translation>
    </message>
    <message>
        <source>Sign in first. You can leave the assistant at any time and go on later.</source>
        <translation>先にログインしてください。アシスタントはいつでも中断し、後で再開できます。</translation>
    </message>
</context>
<context>
    <name>SignOutDialog</name>
    <message>
        <source>Salesforce</source>
        <translation>Salesforce</translation>
    </message>
    <message>
        <source>Sign out of {org}?</source>
        <translation>{org} からログアウトしますか?</translation>
    </message>
    <message>
        <source>The access is revoked at Salesforce and removed from the keyring of this computer.</source>
        <translation>アクセスは Salesforce で取り消され、このコンピューターのキーリングから削除されます。</translation>
    </message>
    <message>
        <source>The access token is removed from the keyring of this computer. It is not revoked: it may be somebody&apos;s own session.</source>
        <translation>アクセストークンは、このコンピューターのキーリングから削除されます。誰かのセッションである可能性があるため、取り消しは行いません。</translation>
    </message>
    <message>
        <source>What this program signs in with is removed from the keyring of this computer. The app in Salesforce stays as it is.</source>
        <translation>ログインに使う情報は、このコンピューターのキーリングから削除されます。Salesforce のアプリケーションはそのまま残ります。</translation>
    </message>
    <message>
        <source>Until you log in again nothing is pushed or synced. New unsubscribes are still collected here and wait; waiting now: {waiting}.</source>
        <translation>もう一度ログインするまで、プッシュも同期も行われません。新しい登録解除は引き続きここに収集され、待機します。現在の待機数: {waiting}</translation>
    </message>
    <message>
        <source>People, unsubscribes and the history stay on this computer, and go on belonging to {org}.</source>
        <translation>人物、登録解除、履歴はこのコンピューターに残り、引き続き {org} に属します。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>ログアウト</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>ログアウトしています…</translation>
    </message>
    <message>
        <source>Signed out here. {trouble}</source>
        <translation>ここではサインアウトしました。{trouble}</translation>
    </message>
</context>
<context>
    <name>StartTrouble</name>
    <message>
        <source>Stay here</source>
        <translation>切り替えない</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>The people database is damaged</source>
        <translation>人物データベースが破損しています</translation>
    </message>
    <message>
        <source>The people database is not there</source>
        <translation>人物データベースがありません</translation>
    </message>
    <message>
        <source>Unsubscribe Sync cannot open</source>
        <translation>Unsubscribe Sync を開けません</translation>
    </message>
    <message>
        <source>If it is lost for good</source>
        <translation>完全に失われた場合</translation>
    </message>
    <message>
        <source>Beginning anew makes an empty database. The people, their unsubscribes with the history that proves them, the pushes that wait, the settings and the status log are not in it. Whatever is left of the old files is put aside, and not deleted.</source>
        <translation>新しく始めると、空のデータベースが作成されます。人物、登録解除とその証拠となる履歴、待機中のプッシュ、設定、ステータスログは含まれません。残っている古いファイルは別の場所に移され、削除されません。</translation>
    </message>
    <message>
        <source>Go on without them</source>
        <translation>これらなしで続ける</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>新しく始める</translation>
    </message>
    <message>
        <source>Raw text</source>
        <translation>元のテキスト</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>StatusLogPage</name>
    <message>
        <source>Status log</source>
        <translation>ステータスログ</translation>
    </message>
    <message>
        <source>Go to the newest</source>
        <translation>最新に移動</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV をエクスポート…</translation>
    </message>
    <message>
        <source>Write all entries that are listed here to a file</source>
        <translation>一覧のすべてのエントリをファイルに書き込みます</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Reading the status log…</source>
        <translation>ステータスログを読み取り中…</translation>
    </message>
    <message>
        <source>No entry fits the filters.</source>
        <translation>フィルターに一致するエントリはありません。</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>すべてのエントリを表示</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>まだ記録がありません。</translation>
    </message>
    <message>
        <source>Each sync and each push will be told here, with every record that needs attention.</source>
        <translation>同期とプッシュの結果、および対応が必要なレコードがここに表示されます。</translation>
    </message>
    <message>
        <source>There is nothing to export</source>
        <translation>エクスポートするものがありません</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>エクスポート中…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the status log</source>
        <translation>ステータスログをエクスポート</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <translation>{name} に書き込み中…</translation>
    </message>
    <message>
        <source>{entries} written to {name}.</source>
        <translation>{entries}を {name} に書き込みました。</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>{number}. {title}</source>
        <translation>{number}. {title}</translation>
    </message>
    <message>
        <source>Open in Salesforce</source>
        <translation>Salesforce で開く</translation>
    </message>
    <message>
        <source>Drawing: {text}</source>
        <translation>図: {text}</translation>
    </message>
    <message>
        <source>I have done this</source>
        <translation>この手順を行いました</translation>
    </message>
    <message>
        <source>Done, as the check saw</source>
        <translation>完了 (チェックで確認済み)</translation>
    </message>
    <message>
        <source>Ticked by hand: nothing was looked at</source>
        <translation>手動でチェック済み (確認はしていません)</translation>
    </message>
</context>
<context>
    <name>SwitchQuestion</name>
    <message>
        <source>Stop what is running and switch?</source>
        <translation>実行中の処理を止めて切り替えますか?</translation>
    </message>
    <message>
        <source>A sync, an import or the loading of people is under way here. Switching to another org stops it. What is done stays done, and the rest is done the next time.</source>
        <translation>ここでは同期、インポート、または人物の読み込みが実行中です。別の組織に切り替えると止まります。済んだ分はそのまま残り、残りは次回に行われます。</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>切り替えない</translation>
    </message>
    <message>
        <source>Stop and switch</source>
        <translation>止めて切り替える</translation>
    </message>
</context>
<context>
    <name>TakeBackDialog</name>
    <message>
        <source>Take back: {name}</source>
        <translation>取り消し: {name}</translation>
    </message>
    <message>
        <source>People whom this sync unsubscribed here, and nothing else, are re-subscribed here. Records that others opted out stay so in Salesforce.</source>
        <translation>この同期だけによってここで登録解除された人を、ここで再登録します。他の人がオプトアウトにした Salesforce のレコードはそのままです。</translation>
    </message>
    <message>
        <source>People whom this and nothing else unsubscribed are re-subscribed here. Their opt-outs that have not gone out are not sent any more.</source>
        <translation>これだけによって登録解除された人を、ここで再登録します。まだ送信していないオプトアウトは送信しません。</translation>
    </message>
    <message>
        <source>Also clear, in Salesforce, the boxes that this sync ticked</source>
        <translation>この同期がオンにした Salesforce のチェックもオフにする</translation>
    </message>
    <message>
        <source>Also clear, in Salesforce, the boxes that were ticked because of this</source>
        <translation>これによりオンになった Salesforce のチェックもオフにする</translation>
    </message>
    <message>
        <source>Whom it concerns</source>
        <translation>対象者</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>What went wrong, and who says so</source>
        <translation>何が誤っていたか、誰の申し出か</translation>
    </message>
    <message>
        <source>Choose a reason</source>
        <translation>理由を選択してください</translation>
    </message>
    <message>
        <source>The wrong file</source>
        <translation>ファイルの誤り</translation>
    </message>
    <message>
        <source>The wrong column or choice</source>
        <translation>列または選択の誤り</translation>
    </message>
    <message>
        <source>Approved by mistake</source>
        <translation>誤って承認した</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Save results…</source>
        <translation>結果を保存…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Looking at whom it concerns…</source>
        <translation>対象者を確認しています…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people will be re-subscribed</source>
        <translation>
            <numerusform>%Ln 人を再登録します</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes will be cleared, each read again before</source>
        <translation>
            <numerusform>%Ln 件のチェックをオフにします(直前に読み直します)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people stay as they are</source>
        <translation>
            <numerusform>%Ln 人はそのままです</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people were taken back before</source>
        <translation>
            <numerusform>%Ln 人は以前に取り消し済みです</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {count} of each kind are listed</source>
        <translation>種類ごとに最初の {count} 人を表示</translation>
    </message>
    <message>
        <source>Wait until it is known whom it concerns</source>
        <translation>対象者がわかるまでお待ちください</translation>
    </message>
    <message>
        <source>There is nobody to be taken back</source>
        <translation>取り消しの対象者はいません</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>メモを入力してください</translation>
    </message>
    <message numerus="yes">
        <source>Take %Ln people back</source>
        <translation>
            <numerusform>%Ln 人分を取り消す</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>取り消しています</translation>
    </message>
    <message>
        <source>{done} of {total} people</source>
        <translation>{total} 人中 {done} 人</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are re-subscribed.</source>
        <translation>
            <numerusform>%Ln 人を再登録しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes were cleared in Salesforce.</source>
        <translation>
            <numerusform>Salesforce で %Ln 件のチェックをオフにしました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people stay as they were; the results say why, person by person.</source>
        <translation>
            <numerusform>%Ln 人はそのままです。理由は結果のファイルに一人ずつ書かれます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. Take it back again to go on.</source>
        <translation>停止しました。続けるには、もう一度取り消してください。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows written to {path}.</source>
        <translation>
            <numerusform>%Ln 行を {path} に書き込みました。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakeBackModel</name>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message numerus="yes">
        <source>✓ Re-subscribe, clear %Ln boxes</source>
        <translation>
            <numerusform>✓ 再登録、チェック %Ln 件をオフ</numerusform>
        </translation>
    </message>
    <message>
        <source>✓ Re-subscribe</source>
        <translation>✓ 再登録する</translation>
    </message>
    <message numerus="yes">
        <source>✓ Clear %Ln boxes</source>
        <translation>
            <numerusform>✓ チェックを %Ln 件オフにする</numerusform>
        </translation>
    </message>
    <message>
        <source>○ Taken back before</source>
        <translation>○ 取り消し済み</translation>
    </message>
    <message>
        <source>○ Stays as it is</source>
        <translation>○ そのまま</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Unsubscribe Sync</source>
        <translation>Unsubscribe Sync を開く</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>Next sync {time}</source>
        <translation>次回の同期: {time}</translation>
    </message>
    <message>
        <source>No next sync: the nightly sync is off.</source>
        <translation>次回の同期はありません (夜間同期がオフです)。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>a sync is running</source>
        <translation>同期を実行しています</translation>
    </message>
    <message>
        <source>Unsubscribe Sync goes on here, and pushes and syncs as before. Quit ends it.</source>
        <translation>Unsubscribe Sync はここで動作を続け、これまでどおりプッシュと同期を行います。終了するには「終了」を選択してください。</translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>Test: {what}</source>
        <translation>テスト: {what}</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>テスト中…</translation>
    </message>
    <message>
        <source>A test was sent; see whether it has arrived.</source>
        <translation>テストを送信しました。届いたか確認してください。</translation>
    </message>
</context>
<context>
    <name>UnsubscribesPage</name>
    <message>
        <source>Unsubscribed people</source>
        <translation>登録解除した人物</translation>
    </message>
    <message>
        <source>Integration</source>
        <translation>統合</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>チェックリスト</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>インポートとエクスポート</translation>
    </message>
    <message>
        <source>Unsubscribes</source>
        <translation>登録解除</translation>
    </message>
</context>
<context>
    <name>UpgradeNotice</name>
    <message>
        <source>One moment: your people are brought up to date</source>
        <translation>お待ちください：データを更新しています</translation>
    </message>
</context>
<context>
    <name>WaitingForBrowser</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Open the page again</source>
        <translation>ページをもう一度開く</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>Address of the sign-in page</source>
        <translation>ログインページのアドレス</translation>
    </message>
    <message>
        <source>Callback URL</source>
        <translation>コールバック URL</translation>
    </message>
    <message>
        <source>A page of Salesforce has opened in your browser: sign in there, and press Allow. If no page has opened, copy this address into a browser on this computer.</source>
        <translation>ブラウザーで Salesforce のページが開きました。ログインして [許可] を押してください。ページが開かない場合は、次のアドレスをこのコンピューターのブラウザーに貼り付けてください。</translation>
    </message>
    <message>
        <source>No browser could be opened here. Copy this address into a browser on this computer, sign in there, and press Allow.</source>
        <translation>ブラウザーを開けませんでした。次のアドレスをこのコンピューターのブラウザーに貼り付け、ログインして [許可] を押してください。</translation>
    </message>
    <message>
        <source>{minutes}:{seconds} left</source>
        <translation>残り {minutes}:{seconds}</translation>
    </message>
    <message>
        <source>Waiting for the browser…</source>
        <translation>ブラウザーの応答を待っています…</translation>
    </message>
    <message>
        <source>The browser shows an error instead</source>
        <translation>ブラウザーにエラーが表示された場合</translation>
    </message>
    <message>
        <source>Hide what errors mean</source>
        <translation>エラーの説明を隠す</translation>
    </message>
</context>
<context>
    <name>WatchedFolderCard</name>
    <message>
        <source>Watched folder</source>
        <translation>監視フォルダー</translation>
    </message>
    <message>
        <source>Files here are lists of unsubscribes, where they do not say so themselves</source>
        <translation>内容から判断できないファイルは登録解除リストとして扱う</translation>
    </message>
    <message>
        <source>A bounce in a file here counts as an opt-out</source>
        <translation>このフォルダーのファイルにあるバウンスをオプトアウトとして扱う</translation>
    </message>
    <message>
        <source>CSV files that other programs put into this folder are imported within seconds, and moved to “done” or “refused” with a report beside them, while this program runs. One that leaves open who is unsubscribed is set aside in “refused”.</source>
        <translation>このプログラムの実行中、ほかのプログラムがこのフォルダーに置いた CSV ファイルを数秒でインポートし、レポートを添えて「done」または「refused」に移動します。登録解除の対象を判断できないファイルは「refused」に移されます。</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>フォルダーを選択…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>監視を停止</translation>
    </message>
    <message>
        <source>Other users of this computer may put files there</source>
        <translation>このコンピューターの他のユーザーもファイルを置けるようにする</translation>
    </message>
    <message>
        <source>No folder is watched.</source>
        <translation>監視中のフォルダーはありません。</translation>
    </message>
</context>
<context>
    <name>WaysOut</name>
    <message>
        <source>Sign in again</source>
        <translation>再度サインイン</translation>
    </message>
    <message>
        <source>Salesforce settings</source>
        <translation>Salesforce の設定</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Open the checklist</source>
        <translation>チェックリストを開く</translation>
    </message>
    <message>
        <source>Open Diagnostics</source>
        <translation>診断を開く</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>表示する</translation>
    </message>
    <message>
        <source>Open the deadlines</source>
        <translation>期限を開く</translation>
    </message>
    <message>
        <source>Set-up assistant</source>
        <translation>設定アシスタント</translation>
    </message>
    <message>
        <source>Open the status log</source>
        <translation>ステータスログを開く</translation>
    </message>
</context>
<context>
    <name>WhereToSignIn</name>
    <message>
        <source>Production</source>
        <translation>本番</translation>
    </message>
    <message>
        <source>The org your company works with, through login.salesforce.com.</source>
        <translation>業務で使用している組織です (login.salesforce.com)。</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>A copy of it to try things in, through test.salesforce.com.</source>
        <translation>試用のための、本番組織のコピーです (test.salesforce.com)。</translation>
    </message>
    <message>
        <source>My Domain</source>
        <translation>私のドメイン</translation>
    </message>
    <message>
        <source>The address of your org itself; some orgs allow signing in nowhere else.</source>
        <translation>組織自体のアドレスです。このアドレスでのログインだけを許可している組織もあります。</translation>
    </message>
    <message>
        <source>My Domain address</source>
        <translation>私のドメインのアドレス</translation>
    </message>
</context>
<context>
    <name>_ChatLine</name>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove {address}</source>
        <translation>{address} を削除</translation>
    </message>
</context>
<context>
    <name>checklist</name>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>PDF ファイル (*.pdf)</translation>
    </message>
    <message>
        <source>HTML page (*.html)</source>
        <translation>HTML ページ (*.html)</translation>
    </message>
    <message>
        <source>Save the checklist</source>
        <translation>チェックリストを保存</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>If it is lost for good, unsubscribe-sync begin-anew begins with an empty one.</source>
        <translation>完全に失われた場合は、unsubscribe-sync begin-anew で空のデータベースから始められます。</translation>
    </message>
    <message>
        <source>Interrupted; what was done stays done, and the rest is done next time.</source>
        <translation>中断しました。完了した分はそのまま残り、残りは次回に行われます。</translation>
    </message>
    <message>
        <source>Interrupted.</source>
        <translation>中断しました。</translation>
    </message>
    <message>
        <source>The program met an error of its own and stopped; the log file in the data directory has details.</source>
        <translation>プログラム自体のエラーにより停止しました。詳細はデータディレクトリのログファイルにあります。</translation>
    </message>
    <message>
        <source>--json goes with a command; without one the window opens.</source>
        <translation>--json はコマンドと一緒に指定します。コマンドがない場合はウィンドウが開きます。</translation>
    </message>
    <message>
        <source>{command} takes no {option}.</source>
        <translation>{command} では {option} を使用できません。</translation>
    </message>
    <message>
        <source>Try &apos;{command} --help&apos; for help.</source>
        <translation>ヘルプは &apos;{command} --help&apos; で表示されます。</translation>
    </message>
    <message>
        <source>Error: {what}</source>
        <translation>エラー: {what}</translation>
    </message>
    <message>
        <source>There is a new, empty people database in {folder}.</source>
        <translation>{folder} に新しい空の人物データベースを作成しました。</translation>
    </message>
    <message>
        <source>The old one is kept as an archive in {folder}.</source>
        <translation>以前のデータベースは {folder} に保管されています。</translation>
    </message>
    <message>
        <source>What was left of the old one is in {folder}.</source>
        <translation>以前のデータベースで残ったものは {folder} にあります。</translation>
    </message>
    <message>
        <source>Connect the org, then load people or import them, with their unsubscribes.</source>
        <translation>組織に接続してから、人物を登録解除とともに読み込むかインポートしてください。</translation>
    </message>
    <message>
        <source>{field}: not ready</source>
        <translation>{field}: 準備未完了</translation>
    </message>
    <message>
        <source>{field}: ready for the records that the connected user can see</source>
        <translation>{field}: 接続ユーザーが参照できるレコードについて準備ができています</translation>
    </message>
    <message>
        <source>{field}: ready (Contacts only)</source>
        <translation>{field}: 準備ができています (取引先責任者のみ)</translation>
    </message>
    <message>
        <source>{field}: ready</source>
        <translation>{field}: 準備完了</translation>
    </message>
    <message>
        <source>Unsubscribed.</source>
        <translation>登録解除しました。</translation>
    </message>
    <message>
        <source>Was unsubscribed already.</source>
        <translation>すでに登録解除されています。</translation>
    </message>
    <message>
        <source>{count} unsubscribed, {already} already so.</source>
        <translation>{count} 件を登録解除しました。{already} 件はすでに登録解除されていました。</translation>
    </message>
    <message>
        <source>There is one list: --from-file or -, not both.</source>
        <translation>リストは 1 つだけです。--from-file と - のどちらか一方を指定してください。</translation>
    </message>
    <message>
        <source>Name an address, or give a list with --from-file that has one.</source>
        <translation>アドレスを指定するか、アドレスを含むリストを --from-file で指定してください。</translation>
    </message>
    <message>
        <source>--both-boxes clears in Salesforce, so it needs --both-sides.</source>
        <translation>--both-boxes は Salesforce で解除するものなので、--both-sides が必要です。</translation>
    </message>
    <message>
        <source>The person was not unsubscribed here, only opted out in Salesforce.</source>
        <translation>この人物はここでは登録解除されておらず、Salesforce でのみオプトアウトされていました。</translation>
    </message>
    <message>
        <source>The person is not unsubscribed here, only opted out in Salesforce; --both-sides clears that.</source>
        <translation>この人物はここでは登録解除されておらず、Salesforce でのみオプトアウトされています。--both-sides を付けると、それも解除されます。</translation>
    </message>
    <message>
        <source>The person is not unsubscribed, neither here nor, as far as is known, in Salesforce.</source>
        <translation>この人物は登録解除されていません。ここでも、把握している限り Salesforce でも同様です。</translation>
    </message>
    <message>
        <source>Re-subscribed here.</source>
        <translation>ここで再登録しました。</translation>
    </message>
    <message>
        <source>Not re-subscribed here.</source>
        <translation>ここでは再登録されませんでした。</translation>
    </message>
    <message>
        <source>{field} cleared in Salesforce: {record}</source>
        <translation>Salesforce で{field}をオフにしました: {record}</translation>
    </message>
    <message>
        <source>{field} not cleared: {record} {code}: {problem}</source>
        <translation>{field}をオフにできませんでした: {record} {code}: {problem}</translation>
    </message>
    <message>
        <source>Taken back, because Salesforce refused part of it; opted out again: {records}</source>
        <translation>Salesforce が一部を拒否したため元に戻しました。再びオプトアウト: {records}</translation>
    </message>
    <message>
        <source>Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again ({records}).</source>
        <translation>Salesforce ではまだオプトアウトされています。そちらもオフにしないと、次の同期で再び登録解除されます ({records})。</translation>
    </message>
    <message>
        <source>{count} people written.</source>
        <translation>{count} 人を書き出しました。</translation>
    </message>
    <message>
        <source>{count} person written.</source>
        <translation>{count} 人を書き出しました。</translation>
    </message>
    <message>
        <source>{count} people written to {path}.</source>
        <translation>{count} 人を {path} に書き出しました。</translation>
    </message>
    <message>
        <source>{count} person written to {path}.</source>
        <translation>{count} 人を {path} に書き出しました。</translation>
    </message>
    <message>
        <source>Run the command again in a while.</source>
        <translation>しばらくしてからコマンドを再実行してください。</translation>
    </message>
    <message>
        <source>The access to Salesforce was renewed just now and is lost if it cannot be kept: the keyring is waited for, up to a minute.</source>
        <translation>Salesforce へのアクセス情報はたった今更新されたため、保存できないと失われます。キーリングを最長 1 分間待ちます。</translation>
    </message>
    <message>
        <source>It is empty; name a folder, or leave the option away.</source>
        <translation>空です。フォルダーを指定するか、オプションを省いてください。</translation>
    </message>
    <message>
        <source>“{path}” is a file.</source>
        <translation>「{path}」はファイルです。</translation>
    </message>
    <message>
        <source>It is empty; name an org, or leave the option away.</source>
        <translation>空です。組織を指定するか、オプションを省いてください。</translation>
    </message>
    <message>
        <source>Disconnected; the access was removed from the keyring. The data stays, and belongs to its org.</source>
        <translation>接続を解除し、アクセス情報をキーリングから削除しました。データは残り、引き続きその組織のものです。</translation>
    </message>
    <message>
        <source>Connected to {name} ({id}) as {user}.</source>
        <translation>{name} ({id}) に {user} として接続しました。</translation>
    </message>
    <message>
        <source>Sign in in the browser window that has opened. If none has, open this address:</source>
        <translation>開いたブラウザーでサインインしてください。開かない場合は次のアドレスを開いてください:</translation>
    </message>
    <message>
        <source>There is no browser here that could be opened. Open this address in one on this computer:</source>
        <translation>開けるブラウザーがありません。このコンピューターのブラウザーで次のアドレスを開いてください:</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>アクセストークン</translation>
    </message>
    <message>
        <source>Consumer secret</source>
        <translation>コンシューマーの秘密</translation>
    </message>
    <message>
        <source>{count} rows written to {path}.</source>
        <translation>{count} 行を {path} に書き出しました。</translation>
    </message>
    <message>
        <source>{unsubscribed} unsubscribed  {added} added  {refused} refused</source>
        <translation>登録解除 {unsubscribed}  追加 {added}  拒否 {refused}</translation>
    </message>
    <message>
        <source>{count} row written.</source>
        <translation>{count} 行を書き出しました。</translation>
    </message>
    <message>
        <source>{count} row written to {path}.</source>
        <translation>{count} 行を {path} に書き出しました。</translation>
    </message>
    <message>
        <source>One row tells of a bounce. Is a bounce to count as an opt-out?</source>
        <translation>1 行がバウンスを示しています。バウンスをオプトアウトとして扱いますか?</translation>
    </message>
    <message>
        <source>{count} rows tell of a bounce. Is a bounce to count as an opt-out?</source>
        <translation>{count} 行がバウンスを示しています。バウンスをオプトアウトとして扱いますか?</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>何もインポートしませんでした。</translation>
    </message>
    <message>
        <source>--refused wants the name of a file; standard output has the answer.</source>
        <translation>--refused にはファイル名を指定してください。標準出力には結果が出力されます。</translation>
    </message>
    <message>
        <source>--export needs the number of an import; imports lists them.</source>
        <translation>--export にはインポートの番号が必要です。番号は imports で一覧できます。</translation>
    </message>
    <message>
        <source>{resubscribed} re-subscribed  {boxes} cleared  {left} left</source>
        <translation>再登録 {resubscribed}  オフ {boxes}  そのまま {left}</translation>
    </message>
    <message>
        <source>took sync {number} back</source>
        <translation>同期 {number} を取り消し</translation>
    </message>
    <message>
        <source>took {number} back</source>
        <translation>{number} を取り消し</translation>
    </message>
    <message>
        <source>{count} rows written.</source>
        <translation>{count} 行を書き出しました。</translation>
    </message>
    <message>
        <source>Unsubscribe {people} person? It goes to Salesforce, too; Contacts and Leads of theirs that are known: {records}.</source>
        <translation>{people} 人を登録解除しますか? Salesforce にも反映されます: 確認済みの取引先責任者とリードは {records} 件です。</translation>
    </message>
    <message>
        <source>Unsubscribe {people} people? It goes to Salesforce, too; Contacts and Leads of theirs that are known: {records}.</source>
        <translation>{people} 人を登録解除しますか? Salesforce にも反映されます: 確認済みの取引先責任者とリードは {records} 件です。</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>people added</source>
        <translation>追加した人物</translation>
    </message>
    <message>
        <source>people changed</source>
        <translation>変更した人物</translation>
    </message>
    <message>
        <source>unsubscribed</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>already so</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>bounced, noted without an opt-out</source>
        <translation>バウンス (記録のみ、オプトアウトなし)</translation>
    </message>
    <message>
        <source>stay unsubscribed, whatever the file says</source>
        <translation>ファイルの内容にかかわらず登録解除のまま</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>cells left out</source>
        <translation>除外したセル</translation>
    </message>
    <message>
        <source>This is import {number}; imports {number} --export FILE.csv writes its results.</source>
        <translation>これはインポート {number} です。imports {number} --export FILE.csv で結果を書き出せます。</translation>
    </message>
    <message>
        <source>Columns left out, because their meaning is not known: {names}. --column HEADER=MEANING gives it.</source>
        <translation>意味が不明なため除外した列: {names}。--column HEADER=MEANING で指定できます。</translation>
    </message>
    <message>
        <source>Line {line}: {why}</source>
        <translation>{line} 行目: {why}</translation>
    </message>
    <message>
        <source>... and {count} more; --refused FILE.csv keeps them all.</source>
        <translation>ほか {count} 件。--refused FILE.csv ですべて保存できます。</translation>
    </message>
    <message>
        <source>records read from Salesforce</source>
        <translation>Salesforce から読み取ったレコード</translation>
    </message>
    <message>
        <source>of them unsubscribed, because they are opted out in Salesforce</source>
        <translation>うち登録解除 (Salesforce でオプトアウト済みのため)</translation>
    </message>
    <message>
        <source>records without an address</source>
        <translation>アドレスのないレコード</translation>
    </message>
    <message>
        <source>API calls</source>
        <translation>API コール</translation>
    </message>
    <message>
        <source>Password of the proxy</source>
        <translation>プロキシのパスワード</translation>
    </message>
    <message>
        <source>The user {user} for {proxy}, and the password kept for it, are used no longer.</source>
        <translation>{proxy} のユーザー {user} と、保存されているそのパスワードは、今後使用されません。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>プロキシ</translation>
    </message>
    <message>
        <source>{user}, with the password in the keyring</source>
        <translation>{user} (パスワードはキーリング内)</translation>
    </message>
    <message>
        <source>Proxy user</source>
        <translation>プロキシユーザー</translation>
    </message>
    <message>
        <source>none beside those of the system</source>
        <translation>システムのもの以外はなし</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA ファイル</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>no org yet</source>
        <translation>組織未設定</translation>
    </message>
    <message>
        <source>Salesforce</source>
        <translation>Salesforce</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation>夜間同期</translation>
    </message>
    <message>
        <source>Opt out field</source>
        <translation>オプトアウトフィールド</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Next sync</source>
        <translation>次の同期</translation>
    </message>
    <message>
        <source>every {minutes} minutes</source>
        <translation>{minutes} 分ごと</translation>
    </message>
    <message>
        <source>last look {time}</source>
        <translation>前回の確認 {time}</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>{left} of {total} left, the next sync: about {needed}</source>
        <translation>残り {left} / {total}、次の同期: 約 {needed}</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>最後の同期</translation>
    </message>
    <message>
        <source>{waiting} waiting, {parked} parked</source>
        <translation>待機 {waiting}、保留 {parked}</translation>
    </message>
    <message>
        <source>Pushes</source>
        <translation>プッシュ</translation>
    </message>
    <message>
        <source>{people}, {unsubscribed} unsubscribed, {left} of them not in Salesforce</source>
        <translation>{people} 人、うち登録解除 {unsubscribed} 人、そのうち Salesforce にいない人 {left} 人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>{count} person is opted out of marketing mail only</source>
        <translation>{count} 人がマーケティングメールのみオプトアウト</translation>
    </message>
    <message>
        <source>{count} people are opted out of marketing mail only</source>
        <translation>{count} 人がマーケティングメールのみオプトアウト</translation>
    </message>
    <message>
        <source>Marketing only</source>
        <translation>マーケティングのみ</translation>
    </message>
    <message>
        <source>Interrupted; what was sent is noted, and the rest is sent by the next push.</source>
        <translation>中断しました。送信した分は記録されており、残りは次のプッシュで送信されます。</translation>
    </message>
    <message>
        <source>Interrupted; the next sync does the rest.</source>
        <translation>中断しました。残りは次の同期で行われます。</translation>
    </message>
    <message>
        <source>--preview writes nothing, so there is nothing to say yes to.</source>
        <translation>--preview は何も書き込まないため、承認するものがありません。</translation>
    </message>
    <message>
        <source>--night is the planned sync as it is, without --preview, --yes or --full.</source>
        <translation>--night は予定どおりの同期です。--preview、--yes、--full と一緒には指定できません。</translation>
    </message>
    <message>
        <source>{sent} sent, {parked} parked, {waiting} still waiting.</source>
        <translation>送信 {sent}、保留 {parked}、待機中 {waiting}。</translation>
    </message>
    <message>
        <source>... and {count} more; --json names them, and the window.</source>
        <translation>... 他 {count} 件。--json またはウィンドウで確認できます。</translation>
    </message>
    <message>
        <source>not tried yet.</source>
        <translation>まだ試していません。</translation>
    </message>
    <message>
        <source>Run {run}: {outcome}.</source>
        <translation>実行 {run}: {outcome}。</translation>
    </message>
    <message>
        <source>people here</source>
        <translation>ここの人物</translation>
    </message>
    <message>
        <source>to unsubscribe here</source>
        <translation>ここで登録解除予定</translation>
    </message>
    <message>
        <source>unsubscribed here</source>
        <translation>ここで登録解除</translation>
    </message>
    <message>
        <source>to opt out in Salesforce</source>
        <translation>Salesforce でオプトアウト予定</translation>
    </message>
    <message>
        <source>opted out in Salesforce</source>
        <translation>Salesforce でオプトアウト</translation>
    </message>
    <message>
        <source>agreed already</source>
        <translation>一致済み</translation>
    </message>
    <message>
        <source>cannot sync: no record that the connected user can see</source>
        <translation>同期できません: 接続ユーザーが参照できるレコードがありません</translation>
    </message>
    <message>
        <source>records seen before and not seen now</source>
        <translation>以前は参照でき、今は参照できないレコード</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>The answer was lost, because the disk is full; what the command did is done, and is in the status log.</source>
        <translation>ディスクに空きがないため、結果の出力は失われました。コマンドが行ったことは完了しており、ステータスログに記録されています。</translation>
    </message>
    <message>
        <source>The answer was lost, because standard output cannot be written to; what the command did is done, and is in the status log.</source>
        <translation>標準出力に書き込めないため、結果の出力は失われました。コマンドが行ったことは完了しており、ステータスログに記録されています。</translation>
    </message>
    <message>
        <source>{option} cannot be used: {what}</source>
        <translation>{option} は使用できません: {what}</translation>
    </message>
    <message>
        <source>“{given}” is no time. Give a span such as 90m, 24h or 7d, a date such as 2026-11-30, or a date and time.</source>
        <translation>「{given}」は日時ではありません。90m、24h、7d などの期間、2026-11-30 などの日付、または日付と時刻を指定してください。</translation>
    </message>
    <message>
        <source>Removed: {name}, in {folder}; orgs restore {number} brings it back.</source>
        <translation>外した組織: {name} ({folder})。orgs restore {number} で元に戻せます。</translation>
    </message>
    <message>
        <source>{name} is the current org now.</source>
        <translation>{name} が現在の組織になりました。</translation>
    </message>
    <message>
        <source>There is a place for another org, number {number}. Connect it with unsubscribe-sync connect --org {number} ...</source>
        <translation>別の組織の場所 (番号 {number}) を用意しました。unsubscribe-sync connect --org {number} ... で接続してください。</translation>
    </message>
    <message>
        <source>{name} is removed, and signed out of. Its data is kept in {folder}; unsubscribe-sync orgs restore {number} brings it back.</source>
        <translation>{name} を一覧から外し、サインアウトしました。データは {folder} に残っています。unsubscribe-sync orgs restore {number} で元に戻せます。</translation>
    </message>
    <message>
        <source>It is on the list again; connect it next.</source>
        <translation>一覧に戻りました。次に接続してください。</translation>
    </message>
    <message>
        <source>not connected yet</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>its database is gone, or cannot be read</source>
        <translation>データベースがないか、読み取れません</translation>
    </message>
    <message>
        <source>Org {number}</source>
        <translation>組織 {number}</translation>
    </message>
    <message>
        <source>--unset needs the name of a setting.</source>
        <translation>--unset には設定の名前が必要です。</translation>
    </message>
    <message>
        <source>--unset takes no value; the setting gets its default.</source>
        <translation>--unset に値は指定できません。設定は既定値に戻ります。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>(default)</source>
        <translation>(既定値)</translation>
    </message>
    <message>
        <source>(default: {value})</source>
        <translation>(既定値: {value})</translation>
    </message>
    <message>
        <source>Standard output has room for one of the two: --json, or the file -.</source>
        <translation>標準出力に出せるのは、--json と、ファイルとしての - のどちらか一方だけです。</translation>
    </message>
    <message>
        <source>Standard input is closed.</source>
        <translation>標準入力が閉じられています。</translation>
    </message>
    <message>
        <source>No way is set up that a command could try; see alarms --help.</source>
        <translation>コマンドから試せる送信方法が設定されていません。alarms --help を参照してください。</translation>
    </message>
    <message>
        <source>--password-stdin needs --user as well.</source>
        <translation>--password-stdin には --user も必要です。</translation>
    </message>
    <message>
        <source>Password of the mail server</source>
        <translation>メールサーバーのパスワード</translation>
    </message>
    <message>
        <source>Give --add-stdin or --remove.</source>
        <translation>--add-stdin または --remove を指定してください。</translation>
    </message>
    <message>
        <source>Address of the chat or webhook</source>
        <translation>チャットまたは Webhook のアドレス</translation>
    </message>
    <message>
        <source>Only the window shows alarms on the desktop; its page Alarms tries that.</source>
        <translation>デスクトップのアラームを表示するのはウィンドウだけです。「アラーム」のページで試せます。</translation>
    </message>
    <message>
        <source>{way} is not set up; there are: {ways}.</source>
        <translation>{way} は設定されていません。設定済み: {ways}</translation>
    </message>
    <message>
        <source>No way is set up.</source>
        <translation>送信方法が設定されていません。</translation>
    </message>
    <message>
        <source>while the window or its tray icon is there</source>
        <translation>ウィンドウまたはトレイのアイコンがある間</translation>
    </message>
    <message>
        <source>A test was sent to {place}.</source>
        <translation>{place} にテストを送信しました。</translation>
    </message>
    <message>
        <source>--tick-again, --leave and --seen go one at a time.</source>
        <translation>--tick-again、--leave、--seen は一度に 1 つだけ指定できます。</translation>
    </message>
    <message>
        <source>Name records, or --by, or --all.</source>
        <translation>レコード、--by、--all のいずれかを指定してください。</translation>
    </message>
    <message>
        <source>Say which: IDs of records, --by NAME, or --all.</source>
        <translation>対象を指定してください：レコードの ID、--by NAME、または --all。</translation>
    </message>
    <message>
        <source>Records are named with --tick-again or --leave.</source>
        <translation>レコードは --tick-again または --leave と一緒に指定します。</translation>
    </message>
    <message>
        <source>--leave needs --reason.</source>
        <translation>--leave には --reason が必要です。</translation>
    </message>
    <message>
        <source>{record} is no ID of a Salesforce record.</source>
        <translation>{record} は Salesforce レコードの ID ではありません。</translation>
    </message>
    <message>
        <source>There are more; --json lists all.</source>
        <translation>ほかにもあります。--json ですべて表示されます。</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>誰か</translation>
    </message>
    <message>
        <source>Nobody has unticked a box in Salesforce.</source>
        <translation>Salesforce でチェックを外した人はいません。</translation>
    </message>
    <message>
        <source>{count} record is ticked again by the next push.</source>
        <translation>{count} 件のレコードが次のプッシュでもう一度チェックされます。</translation>
    </message>
    <message>
        <source>{count} records are ticked again by the next push.</source>
        <translation>{count} 件のレコードが次のプッシュでもう一度チェックされます。</translation>
    </message>
    <message>
        <source>{count} box is left as it is; the person stays unsubscribed here.</source>
        <translation>{count} 件をそのままにしました。人物はここでは登録解除のままです。</translation>
    </message>
    <message>
        <source>{count} boxes are left as they are; the people stay unsubscribed here.</source>
        <translation>{count} 件をそのままにしました。人物はここでは登録解除のままです。</translation>
    </message>
    <message>
        <source>{count} box is off the list.</source>
        <translation>{count} 件を一覧から外しました。</translation>
    </message>
    <message>
        <source>{count} boxes are off the list.</source>
        <translation>{count} 件を一覧から外しました。</translation>
    </message>
    <message>
        <source>The period ends before it begins.</source>
        <translation>期間の終わりが始まりより前です。</translation>
    </message>
    <message>
        <source>{open} not confirmed yet, {near} due soon, {passed} past the deadline</source>
        <translation>未確認 {open} 件、期限間近 {near} 件、期限超過 {passed} 件</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>ほか {count} 件</translation>
    </message>
    <message>
        <source>{count} opt-out in all.</source>
        <translation>全部で {count} 件のオプトアウト。</translation>
    </message>
    <message>
        <source>{count} opt-outs in all.</source>
        <translation>全部で {count} 件のオプトアウト。</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>過去 30 日間</translation>
    </message>
    <message>
        <source>half of them within {median}, the slowest after {longest}</source>
        <translation>半数は {median} 以内、最長は {longest}</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>確認済み</translation>
    </message>
    <message>
        <source>{count} opt-out</source>
        <translation>オプトアウト {count} 件</translation>
    </message>
    <message>
        <source>{count} opt-outs</source>
        <translation>オプトアウト {count} 件</translation>
    </message>
    <message>
        <source>{count} API call</source>
        <translation>API コール {count} 回</translation>
    </message>
    <message>
        <source>{count} API calls</source>
        <translation>API コール {count} 回</translation>
    </message>
    <message>
        <source>Name the number of an import or paste, or a sync with --run, one of them.</source>
        <translation>インポートまたは手動追加の番号か、--run で同期の番号の、どちらか一つを指定してください。</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>取り消しています</translation>
    </message>
    <message>
        <source>to re-subscribe here</source>
        <translation>ここで再登録する人</translation>
    </message>
    <message>
        <source>boxes to clear in Salesforce, each read again before</source>
        <translation>Salesforce でオフにするチェック(直前に読み直します)</translation>
    </message>
    <message>
        <source>to leave as they are</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>taken back before</source>
        <translation>以前に取り消し済み</translation>
    </message>
    <message>
        <source>re-subscribe</source>
        <translation>再登録</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>オフにする</translation>
    </message>
    <message>
        <source>done before</source>
        <translation>取り消し済み</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>取り消すものはありません。</translation>
    </message>
    <message>
        <source>re-subscribed here</source>
        <translation>ここで再登録</translation>
    </message>
    <message>
        <source>boxes cleared in Salesforce</source>
        <translation>Salesforce でオフにしたチェック</translation>
    </message>
    <message>
        <source>left as they were</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Who and why not, person by person: imports {number} --export FILE.csv</source>
        <translation>一人ずつの結果と理由: imports {number} --export FILE.csv</translation>
    </message>
    <message>
        <source>Interrupted; the same command goes on.</source>
        <translation>中断しました。同じコマンドで続きから再開します。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The file {path} cannot be read: {reason}</source>
        <translation>ファイル {path} を読み取れません: {reason}</translation>
    </message>
    <message>
        <source>Give the file that holds the private key, in PEM form.</source>
        <translation>秘密鍵が入った PEM 形式のファイルを指定してください。</translation>
    </message>
    <message>
        <source>Say in which way to sign in.</source>
        <translation>ログイン方法を指定してください。</translation>
    </message>
    <message>
        <source>Give one of --browser, --jwt, --client-credentials and --access-token-stdin. There is no way with user name and password: Salesforce is ending it.</source>
        <translation>--browser、--jwt、--client-credentials、--access-token-stdin のいずれかを指定してください。ユーザー名とパスワードによるログインは、Salesforce が廃止を進めているため使用できません。</translation>
    </message>
    <message>
        <source>A private key is needed to sign in with --jwt.</source>
        <translation>--jwt でのログインには秘密鍵が必要です。</translation>
    </message>
    <message>
        <source>Give --key-file and the file that holds the private key, in PEM form.</source>
        <translation>--key-file に、秘密鍵が入った PEM 形式のファイルを指定してください。</translation>
    </message>
    <message>
        <source>The consumer secret of the app is needed to sign in with --client-credentials.</source>
        <translation>--client-credentials でのログインには、アプリケーションのコンシューマーの秘密が必要です。</translation>
    </message>
    <message>
        <source>Give --client-secret-stdin and the secret on standard input; it is never taken as an argument, where other users of the computer could read it.</source>
        <translation>--client-secret-stdin を指定し、標準入力から秘密を渡してください。ほかのユーザーに読まれるおそれがあるため、引数では受け取りません。</translation>
    </message>
    <message>
        <source>An access token is needed to connect.</source>
        <translation>接続にはアクセストークンが必要です。</translation>
    </message>
    <message>
        <source>Give --access-token-stdin and the token on standard input; it is never taken as an argument, where other users of the computer could read it.</source>
        <translation>--access-token-stdin を指定し、標準入力からトークンを渡してください。ほかのユーザーに読まれるおそれがあるため、引数では受け取りません。</translation>
    </message>
    <message>
        <source>Correct the address, then add it again.</source>
        <translation>アドレスを修正して、もう一度追加してください。</translation>
    </message>
    <message>
        <source>Give each address a line of its own.</source>
        <translation>アドレスは 1 行に 1 つずつ入力してください。</translation>
    </message>
    <message>
        <source>There is no address.</source>
        <translation>アドレスがありません。</translation>
    </message>
    <message>
        <source>The address holds a character that cannot be seen ({character}).</source>
        <translation>アドレスに見えない文字 ({character}) が含まれています。</translation>
    </message>
    <message>
        <source>Type the address anew instead of copying it.</source>
        <translation>コピーせずに、アドレスを入力し直してください。</translation>
    </message>
    <message>
        <source>Characters of the address could not be read.</source>
        <translation>アドレスの一部の文字を読み取れませんでした。</translation>
    </message>
    <message>
        <source>Choose the file&apos;s right encoding, then import it again.</source>
        <translation>ファイルの正しい文字コードを選択して、もう一度インポートしてください。</translation>
    </message>
    <message>
        <source>The address is {length} bytes long; mail reaches at most {most}.</source>
        <translation>アドレスの長さは {length} バイトです。メールで使えるのは {most} バイトまでです。</translation>
    </message>
    <message>
        <source>The address has no @.</source>
        <translation>アドレスに @ がありません。</translation>
    </message>
    <message>
        <source>Nothing stands before the @.</source>
        <translation>@ の前に何もありません。</translation>
    </message>
    <message>
        <source>Nothing stands after the @.</source>
        <translation>@ の後に何もありません。</translation>
    </message>
    <message>
        <source>There is more than one @.</source>
        <translation>@ が 2 つ以上あります。</translation>
    </message>
    <message>
        <source>There is a space inside the address.</source>
        <translation>アドレスの途中に空白があります。</translation>
    </message>
    <message>
        <source>What stands after the @ has no dot.</source>
        <translation>@ の後にドットがありません。</translation>
    </message>
    <message>
        <source>What stands before the @ cannot be part of an address.</source>
        <translation>@ の前の部分はアドレスとして使えません。</translation>
    </message>
    <message>
        <source>What stands after the @ cannot be the name of a domain.</source>
        <translation>@ の後の部分はドメイン名として使えません。</translation>
    </message>
    <message>
        <source>“{text}” in the column “{column}” means neither opted out nor not opted out.</source>
        <translation>列「{column}」の「{text}」は、オプトアウトかどうかを判断できません。</translation>
    </message>
    <message>
        <source>Write true or false, then import the line again.</source>
        <translation>true または false と記入して、その行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>“{text}” is not a date.</source>
        <translation>「{text}」は日付ではありません。</translation>
    </message>
    <message>
        <source>Write it like 2026-11-24 or 2026-11-24T08:30:00Z, then import the line again.</source>
        <translation>2026-11-24 または 2026-11-24T08:30:00Z のように記入して、その行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>The date {date} lies in the future.</source>
        <translation>日付 {date} は未来の日付です。</translation>
    </message>
    <message>
        <source>Correct the date, then import the line again.</source>
        <translation>日付を修正して、その行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>“{text}” can mean two different days.</source>
        <translation>「{text}」は 2 通りの日付に解釈できます。</translation>
    </message>
    <message>
        <source>Write the year first (2026-11-24), or choose the order of day and month for the whole file.</source>
        <translation>年を先頭に記入する (2026-11-24) か、ファイル全体の日と月の順序を選択してください。</translation>
    </message>
    <message>
        <source>“{text}” is not a source; CSV Import is kept instead.</source>
        <translation>「{text}」はソースではありません。代わりに [CSV インポート] とします。</translation>
    </message>
    <message>
        <source>The sources are: {sources}.</source>
        <translation>ソースは次のとおりです: {sources}。</translation>
    </message>
    <message>
        <source>The Salesforce ID “{text}” is mistyped: its last three characters do not fit the others. It is left out.</source>
        <translation>Salesforce ID「{text}」に入力ミスがあります。末尾の 3 文字がほかの文字と一致しないため、この ID は取り込まれません。</translation>
    </message>
    <message>
        <source>Copy the ID from the address of the record in Salesforce, then import the row again.</source>
        <translation>Salesforce でレコードのアドレスから ID をコピーし、この行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>“{text}” is not the ID of a Contact, a Lead or an Account; it is left out.</source>
        <translation>「{text}」は取引先責任者・リード・取引先の ID ではないため、取り込みません。</translation>
    </message>
    <message>
        <source>Such an ID has 15 or 18 characters and begins with 003, 00Q or 001.</source>
        <translation>ID は 15 文字または 18 文字で、003、00Q、001 のいずれかで始まります。</translation>
    </message>
    <message>
        <source>The history is not written as this program exports it; it is left out.</source>
        <translation>履歴がこのプログラムのエクスポート形式ではないため、取り込みません。</translation>
    </message>
    <message>
        <source>Import the column as it was exported, or leave it out.</source>
        <translation>列をエクスポートされたままの形でインポートするか、除外してください。</translation>
    </message>
    <message>
        <source>Unsubscribe collected ({source}): {reason}</source>
        <translation>登録解除を受け付けました ({source}): {reason}</translation>
    </message>
    <message>
        <source>Unsubscribe collected ({source}).</source>
        <translation>登録解除を受け付けました ({source})。</translation>
    </message>
    <message>
        <source>The file has no column “{header}”.</source>
        <translation>ファイルに列「{header}」がありません。</translation>
    </message>
    <message>
        <source>Its columns are: {headers}.</source>
        <translation>列は次のとおりです: {headers}。</translation>
    </message>
    <message>
        <source>A column cannot mean “{meaning}”.</source>
        <translation>列の意味として「{meaning}」は使えません。</translation>
    </message>
    <message>
        <source>It can mean: {meanings}.</source>
        <translation>使える意味: {meanings}。</translation>
    </message>
    <message>
        <source>Two columns are chosen for {meaning}.</source>
        <translation>{meaning} に 2 つの列が選択されています。</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>どちらか 1 つを選択してください。</translation>
    </message>
    <message>
        <source>No column of “{name}” is known to hold e-mail addresses; its columns are: {headers}.</source>
        <translation>「{name}」にメールアドレスの列が見つかりません。列は次のとおりです: {headers}。</translation>
    </message>
    <message>
        <source>Choose the column by hand, or check the delimiter and the encoding.</source>
        <translation>列を手動で選択するか、区切り文字と文字コードを確認してください。</translation>
    </message>
    <message>
        <source>There is no encoding named “{name}”.</source>
        <translation>「{name}」という文字コードはありません。</translation>
    </message>
    <message>
        <source>Use one of: {choices}.</source>
        <translation>次のいずれかを使用してください: {choices}。</translation>
    </message>
    <message>
        <source>Exported to “{name}”, people: {rows}.</source>
        <translation>{rows} 人を「{name}」にエクスポートしました。</translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation>「{name}」はフォルダーです。</translation>
    </message>
    <message>
        <source>Choose a CSV file, for instance one inside it.</source>
        <translation>その中にあるファイルなど、CSV ファイルを選択してください。</translation>
    </message>
    <message>
        <source>“{name}” is not an ordinary file.</source>
        <translation>「{name}」は通常のファイルではありません。</translation>
    </message>
    <message>
        <source>Choose a CSV file.</source>
        <translation>CSV ファイルを選択してください。</translation>
    </message>
    <message>
        <source>“{name}” is a workbook or an archive, not a CSV file.</source>
        <translation>「{name}」はブックまたはアーカイブで、CSV ファイルではありません。</translation>
    </message>
    <message>
        <source>Open it in the spreadsheet program, save it as CSV UTF-8, and import that file.</source>
        <translation>表計算ソフトで開き、CSV UTF-8 形式で保存して、そのファイルをインポートしてください。</translation>
    </message>
    <message>
        <source>“{name}” is not a text file.</source>
        <translation>「{name}」はテキストファイルではありません。</translation>
    </message>
    <message>
        <source>Export it anew as CSV; if it was text once, it is damaged.</source>
        <translation>CSV としてエクスポートし直してください。元がテキストなら、破損しています。</translation>
    </message>
    <message>
        <source>“{text}” cannot be a delimiter.</source>
        <translation>「{text}」は区切り文字に使えません。</translation>
    </message>
    <message>
        <source>Use one of: comma, tab, semicolon, pipe.</source>
        <translation>コンマ、タブ、セミコロン、縦棒のいずれかを使用してください。</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>「{name}」は空です。</translation>
    </message>
    <message>
        <source>Check that the export it comes from has finished and held anything.</source>
        <translation>元のエクスポートが完了し、内容があったことを確認してください。</translation>
    </message>
    <message>
        <source>The import of “{name}” stopped after {rows} rows: the database could not be written.</source>
        <translation>「{name}」のインポートは {rows} 行で停止しました。データベースに書き込めませんでした。</translation>
    </message>
    <message>
        <source>Check that the disk is not full, then import the file again: nothing is done twice.</source>
        <translation>ディスクに空きがあることを確認して、もう一度インポートしてください。二重に処理されることはありません。</translation>
    </message>
    <message>
        <source>The import of “{name}” stopped after {rows} row: the database could not be written.</source>
        <translation>「{name}」のインポートは {rows} 行で停止しました。データベースに書き込めませんでした。</translation>
    </message>
    <message>
        <source>The import of “{name}” was stopped, rows: {rows}. Unsubscribed: {unsubscribed}, added: {added}, changed: {changed}, already so: {already_so}, refused: {refused}.</source>
        <translation>「{name}」のインポートは {rows} 行で中止されました: 登録解除 {unsubscribed} 人、追加 {added} 人、変更 {changed} 件、変更なし {already_so} 行、拒否 {refused} 行。</translation>
    </message>
    <message>
        <source>“{name}” was imported, rows: {rows}. Unsubscribed: {unsubscribed}, added: {added}, changed: {changed}, already so: {already_so}, refused: {refused}.</source>
        <translation>「{name}」をインポートしました ({rows} 行): 登録解除 {unsubscribed} 人、追加 {added} 人、変更 {changed} 件、変更なし {already_so} 行、拒否 {refused} 行。</translation>
    </message>
    <message>
        <source>There is no file “{name}”.</source>
        <translation>ファイル「{name}」がありません。</translation>
    </message>
    <message>
        <source>Choose the file again; it may have been moved or renamed.</source>
        <translation>移動または名前変更された可能性があります。ファイルを選択し直してください。</translation>
    </message>
    <message>
        <source>“{name}” may not be read.</source>
        <translation>「{name}」を読み取る権限がありません。</translation>
    </message>
    <message>
        <source>Close it in other programs, or ask whoever owns it for the right to read it.</source>
        <translation>ほかのプログラムで閉じるか、所有者に読み取り権限を依頼してください。</translation>
    </message>
    <message>
        <source>“{name}” could not be read to its end.</source>
        <translation>「{name}」を最後まで読み取れませんでした。</translation>
    </message>
    <message>
        <source>Check the disk or the network drive that it lies on, then try again.</source>
        <translation>保存先のディスクまたはネットワークドライブを確認して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>A quotation mark on this line is not closed as it should be.</source>
        <translation>この行の引用符が正しく閉じられていません。</translation>
    </message>
    <message>
        <source>Close it, or double it where it belongs to the text, then import the line again.</source>
        <translation>引用符を閉じるか、文字として使う場合は二重にして、その行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>The line has more than {most} characters.</source>
        <translation>行が {most} 文字を超えています。</translation>
    </message>
    <message>
        <source>Check that the file is a CSV file with one person on each line.</source>
        <translation>1 行に 1 人を記載した CSV ファイルであることを確認してください。</translation>
    </message>
    <message>
        <source>A cell on this line has more than {most} characters.</source>
        <translation>この行のセルが {most} 文字を超えています。</translation>
    </message>
    <message>
        <source>Shorten it, then import the line again.</source>
        <translation>短くして、その行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>The line has {found} cell, the header {expected}.</source>
        <translation>この行のセルは {found} 個ですが、見出しは {expected} 個です。</translation>
    </message>
    <message>
        <source>The line has {found} cells, the header {expected}.</source>
        <translation>この行のセルは {found} 個ですが、見出しは {expected} 個です。</translation>
    </message>
    <message>
        <source>Put quotation marks around cells that hold the delimiter, then import the line again.</source>
        <translation>区切り文字を含むセルを引用符で囲んで、その行をもう一度インポートしてください。</translation>
    </message>
    <message>
        <source>Characters of a cell could not be read; it is left out.</source>
        <translation>セルの一部の文字を読み取れないため、取り込みません。</translation>
    </message>
    <message>
        <source>Correct it, then try again.</source>
        <translation>修正して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>“{name}” is a device, a pipe or the like, so nothing was written there.</source>
        <translation>「{name}」はデバイスやパイプなどなので、何も書き込まれませんでした。</translation>
    </message>
    <message>
        <source>Choose the name of an ordinary file.</source>
        <translation>通常のファイルの名前を選んでください。</translation>
    </message>
    <message>
        <source>“{name}” was not written: the disk is full.</source>
        <translation>ディスクがいっぱいのため、「{name}」を書き込めませんでした。</translation>
    </message>
    <message>
        <source>Make room, or choose another disk.</source>
        <translation>空きを作るか、別のディスクを選択してください。</translation>
    </message>
    <message>
        <source>“{name}” is a folder, so no file of that name was written.</source>
        <translation>「{name}」はフォルダーのため、その名前のファイルは書き込めませんでした。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前を選択してください。</translation>
    </message>
    <message>
        <source>“{name}” was not written: there is no such folder.</source>
        <translation>フォルダーがないため、「{name}」を書き込めませんでした。</translation>
    </message>
    <message>
        <source>Choose a folder that is there.</source>
        <translation>存在するフォルダーを選択してください。</translation>
    </message>
    <message>
        <source>“{name}” could not be written.</source>
        <translation>「{name}」を書き込めませんでした。</translation>
    </message>
    <message>
        <source>Close it in other programs, or choose a folder that you may write to.</source>
        <translation>ほかのプログラムで閉じるか、書き込み可能なフォルダーを選択してください。</translation>
    </message>
    <message>
        <source>It accepts the API name of a checkbox, such as mkto_si__Opt_Out__c.</source>
        <translation>mkto_si__Opt_Out__c のようなチェックボックスの API 参照名を指定できます。</translation>
    </message>
    <message>
        <source>The checkbox that stands for Marketo Sales Opt Out; empty: it is found by its label.</source>
        <translation>Marketo Sales オプトアウトとして扱うチェックボックス。空の場合はラベルで見つけます。</translation>
    </message>
    <message>
        <source>From now on this data belongs to the Salesforce org {name} ({id}).</source>
        <translation>今後、このデータは Salesforce 組織 {name} ({id}) に属します。</translation>
    </message>
    <message>
        <source>Signed in to Salesforce</source>
        <translation>Salesforce にログインしている</translation>
    </message>
    <message>
        <source>The connected user may use the API</source>
        <translation>接続ユーザーが API を使用できる</translation>
    </message>
    <message>
        <source>The org answers this user&apos;s calls.</source>
        <translation>組織はこのユーザーのコールに応答しています。</translation>
    </message>
    <message>
        <source>The app is approved in the org</source>
        <translation>組織でアプリケーションが承認されている</translation>
    </message>
    <message>
        <source>The org accepts the app.</source>
        <translation>組織はこのアプリケーションを受け付けています。</translation>
    </message>
    <message>
        <source>API calls left for a sync</source>
        <translation>同期に使える API コールが残っている</translation>
    </message>
    <message>
        <source>The org does not tell how many API calls are left.</source>
        <translation>残りの API コール数が組織から通知されません。</translation>
    </message>
    <message>
        <source>The connected user may edit {object} records.</source>
        <translation>接続ユーザーは{object}レコードを編集できます。</translation>
    </message>
    <message>
        <source>{object} records may be edited</source>
        <translation>{object}レコードを編集できる</translation>
    </message>
    <message>
        <source>In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, Edit, tick Read and Edit, and save. Where {object} is not offered there, the user&apos;s licence leaves it out: one with the licence Salesforce Integration needs the permission set licence {needed} too.</source>
        <translation>Salesforce の [設定] で接続ユーザーの権限セットを開き、[オブジェクト設定]、[{object}]、[編集] の順に選び、[参照] と [編集] をオンにして保存してください。[{object}] が表示されない場合は、ユーザーのライセンスに含まれていません。ライセンスが Salesforce Integration のユーザーには、権限セットライセンス {needed} も必要です。</translation>
    </message>
    <message>
        <source>The connected user cannot see {object} records at all: the user has the licence {licence}, without the permission set licence {needed} that opens objects to it.</source>
        <translation>接続ユーザーは{object}レコードをまったく参照できません。ユーザーのライセンスは {licence} ですが、オブジェクトの利用に必要な権限セットライセンス {needed} がありません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the user, choose Permission Set License Assignments, Edit Assignments, tick {needed}, and save; then assign a permission set that is bound to no licence and grants Read and Edit on {object}.</source>
        <translation>Salesforce の [設定] でユーザーを開き、[権限セットライセンスの割り当て]、[割り当ての編集] の順に選び、{needed} をオンにして保存してください。次に、ライセンスに関連付けられておらず、{object}の参照と編集を許可する権限セットを割り当ててください。</translation>
    </message>
    <message>
        <source>The connected user cannot see {object} records at all. The user&apos;s licence is {licence}, which may not include them.</source>
        <translation>接続ユーザーは{object}レコードをまったく参照できません。ユーザーのライセンスは {licence} で、{object}が含まれていない可能性があります。</translation>
    </message>
    <message>
        <source>No permission goes beyond a licence: where {licence} does not include {object}, give the user one that does; else grant Read and Edit on {object} by a permission set.</source>
        <translation>権限でライセンスの範囲を超えることはできません。{licence} に{object}が含まれない場合は、含まれるライセンスをユーザーに割り当ててください。含まれる場合は、権限セットで{object}の参照と編集を許可してください。</translation>
    </message>
    <message>
        <source>The org has no {object} records, or none that the connected user can see. Opt-outs are synced for Contacts only.</source>
        <translation>組織に{object}レコードがないか、接続ユーザーが参照できません。オプトアウトは取引先責任者だけで同期します。</translation>
    </message>
    <message>
        <source>Nothing to do if your company does not use {object} records. Else give the connected user Read and Edit on {object} by a permission set, then check again.</source>
        <translation>{object}を使っていない会社では、対応は不要です。使っている場合は、接続ユーザーに権限セットで{object}の参照と編集を許可し、再確認してください。</translation>
    </message>
    <message>
        <source>The connected user, whose licence is {licence}, sees no {object} records. Opt-outs are synced for Contacts only.</source>
        <translation>ライセンスが {licence} の接続ユーザーは、{object}レコードを参照できません。オプトアウトは取引先責任者だけで同期します。</translation>
    </message>
    <message>
        <source>Nothing to do if your company does not use {object} records. Else give the user a licence that includes {object}, then check again.</source>
        <translation>{object}を使っていない会社では、対応は不要です。使っている場合は、{object}を含むライセンスをユーザーに割り当て、再確認してください。</translation>
    </message>
    <message>
        <source>Connected to {name} as {user}.</source>
        <translation>{user} として {name} に接続しました。</translation>
    </message>
    <message>
        <source>Salesforce accepts the sign-in.</source>
        <translation>Salesforce はこのログインを受け入れています。</translation>
    </message>
    <message>
        <source>{left} of {total} API calls is left in 24 hours; the next sync takes about {needed}.</source>
        <translation>24 時間の API コール {total} 件のうち {left} 件が残っています。次の同期には約 {needed} 件が必要です。</translation>
    </message>
    <message>
        <source>{left} of {total} API calls are left in 24 hours; the next sync takes about {needed}.</source>
        <translation>24 時間の API コール {total} 件のうち {left} 件が残っています。次の同期には約 {needed} 件が必要です。</translation>
    </message>
    <message>
        <source>A sync would touch the share that is kept for others, and then wait: find out which integration uses so many calls, or lower that share in the settings.</source>
        <translation>同期すると他の連携のために確保した分に達し、待機することになります。多くのコールを使っている連携を調べるか、設定で確保する割合を下げてください。</translation>
    </message>
    <message>
        <source>The connected user can see {object} records, but not edit them.</source>
        <translation>接続ユーザーは{object}レコードを参照できますが、編集できません。</translation>
    </message>
    <message>
        <source>The connected user cannot see {object} records at all.</source>
        <translation>接続ユーザーは{object}レコードをまったく参照できません。</translation>
    </message>
    <message>
        <source>{object} records may be edited, but their e-mail addresses are encrypted so that Salesforce cannot be asked for one: to find people by their addresses, all {object} records are read.</source>
        <translation>{object}レコードは編集できますが、メールアドレスが暗号化されているため、Salesforce でアドレスを検索できません。アドレスで人物を探すために{object}レコードがすべて読み込まれます。</translation>
    </message>
    <message>
        <source>{object} records may be edited, and their e-mail addresses are encrypted: where Salesforce then tells capital letters from small ones, all {object} records are read to find people by their addresses.</source>
        <translation>{object}レコードは編集できますが、メールアドレスが暗号化されています。Salesforce が大文字と小文字を区別する場合は、アドレスで人物を探すために{object}レコードがすべて読み込まれます。</translation>
    </message>
    <message>
        <source>Nothing is missed by that; it costs API calls and time. Where your company allows it, have the field Email encrypted with the deterministic scheme that does not tell letter case apart.</source>
        <translation>見落としは生じませんが、API コールと時間がかかります。社内で許可されている場合は、メールフィールドの暗号化を、大文字と小文字を区別しない確定的暗号化スキームに変更してください。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, Edit, tick Read and Edit, and save.</source>
        <translation>Salesforce の [設定] で接続ユーザーの権限セットを開き、[オブジェクト設定]、[{object}]、[編集] の順に選び、[参照] と [編集] をオンにして保存してください。</translation>
    </message>
    <message>
        <source>The org has moved from {before} to {after}. The new address belongs to the same org and is used from now on.</source>
        <translation>組織のアドレスが {before} から {after} に変わりました。新しいアドレスは同じ組織のもので、今後はこちらを使います。</translation>
    </message>
    <message>
        <source>{host}, which is not a host of Salesforce, may be given the access to this org.</source>
        <translation>Salesforce のホストではない {host} に、この組織へのアクセスを渡すことが許可されました。</translation>
    </message>
    <message>
        <source>The CA file {after}, given when connecting, is trusted from now on in place of {before}.</source>
        <translation>接続時に指定された CA ファイル {after} を、{before} に代わって今後信頼します。</translation>
    </message>
    <message>
        <source>Salesforce could not be told that the access is not used any longer; it can be revoked in Setup, on the page of the user.</source>
        <translation>アクセス情報を使用しなくなったことを Salesforce に通知できませんでした。[設定] のユーザーのページで取り消すことができます。</translation>
    </message>
    <message>
        <source>Disconnected from Salesforce; the access was removed from the keyring.</source>
        <translation>Salesforce から切断し、アクセス情報をキーリングから削除しました。</translation>
    </message>
    <message>
        <source>The practice org could not be started.</source>
        <translation>練習用組織を開始できませんでした。</translation>
    </message>
    <message>
        <source>The details tell why. Check that the disk is not full; if the practice data is damaged, delete its folder and start again.</source>
        <translation>理由は詳細をご覧ください。ディスクに空きがあることを確認し、練習用データが破損している場合はフォルダーを削除してやり直してください。</translation>
    </message>
    <message>
        <source>{people} practice person was added, {unsubscribed} of them unsubscribed.</source>
        <translation>練習用の人物を {people} 人追加しました (うち登録解除 {unsubscribed} 人)。</translation>
    </message>
    <message>
        <source>{people} practice people were added, {unsubscribed} of them unsubscribed.</source>
        <translation>練習用の人物を {people} 人追加しました (うち登録解除 {unsubscribed} 人)。</translation>
    </message>
    <message>
        <source>No Salesforce org is connected.</source>
        <translation>Salesforce 組織に接続されていません。</translation>
    </message>
    <message>
        <source>Connect one on the Salesforce page of the settings, or with unsubscribe-sync connect.</source>
        <translation>設定の [Salesforce] ページ、または unsubscribe-sync connect で接続してください。</translation>
    </message>
    <message>
        <source>This data belongs to the org {known} ({known_id}), but the access leads to {other} ({other_id}).</source>
        <translation>このデータは組織 {known} ({known_id}) のものですが、接続先は {other} ({other_id}) です。</translation>
    </message>
    <message>
        <source>Connect to {known} again, or choose “Add another org…” at the top of the window (unsubscribe-sync orgs add) to work with {other} as well.</source>
        <translation>{known} に接続し直すか、{other} も使う場合はウィンドウ上部の「別の組織を追加…」(unsubscribe-sync orgs add) を選んでください。</translation>
    </message>
    <message>
        <source>The access belongs to the org {known_id}, but the sign-in now leads to another one ({other_id}). Nothing was read or written there.</source>
        <translation>アクセスは組織 {known_id} のものですが、ログイン先が別の組織({other_id})になっています。そこでは何も読み書きしていません。</translation>
    </message>
    <message>
        <source>A sandbox has a new ID after each refresh, at the old address: add it with “Add another org…” at the top of the window (unsubscribe-sync orgs add). Otherwise connect to the right org again.</source>
        <translation>Sandbox は、更新のたびに、アドレスはそのままで ID が変わります。その場合は、ウィンドウ上部の「別の組織を追加…」(unsubscribe-sync orgs add)で追加してください。それ以外の場合は、正しい組織に接続し直してください。</translation>
    </message>
    <message>
        <source>The sandbox {known} was refreshed: at its address {host} there is a new org now ({other_id}) in place of the one that this data belongs to ({known_id}). Nothing was read or written there.</source>
        <translation>Sandbox {known} は更新されました。アドレス {host} には、このデータが属する組織（{known_id}）に代わって、新しい組織（{other_id}）があります。そこでは何も読み書きしていません。</translation>
    </message>
    <message>
        <source>Begin its data anew on the Salesforce page, or with unsubscribe-sync begin-anew --refreshed-sandbox, then connect; the data that is here is kept as an archive.</source>
        <translation>Salesforce ページで、または unsubscribe-sync begin-anew --refreshed-sandbox でデータを新しく始めてから、接続してください。今あるデータはアーカイブとして残ります。</translation>
    </message>
    <message>
        <source>The org {other} ({other_id}) has its data here already: it is number {number}, {name}, which was removed from the list.</source>
        <translation>組織 {other}（{other_id}）のデータはすでにここにあります。番号 {number} の {name} で、リストから削除されたものです。</translation>
    </message>
    <message>
        <source>Bring it back with unsubscribe-sync orgs restore {number} (in the window: Manage orgs…), and connect there: unsubscribe-sync connect --org {number}.</source>
        <translation>unsubscribe-sync orgs restore {number}（ウィンドウでは「組織の管理…」）で元に戻し、そこで接続してください: unsubscribe-sync connect --org {number}</translation>
    </message>
    <message>
        <source>The org {other} ({other_id}) is here already: it is number {number}, {name}.</source>
        <translation>組織 {other} ({other_id}) はすでにここにあります。番号 {number} の {name} です。</translation>
    </message>
    <message>
        <source>Switch to it at the top of the window, or with unsubscribe-sync orgs use {number}, and connect there.</source>
        <translation>ウィンドウ上部で、または unsubscribe-sync orgs use {number} でその組織に切り替えて、そこで接続してください。</translation>
    </message>
    <message>
        <source>Somebody has signed in to Salesforce anew meanwhile.</source>
        <translation>その間に、誰かが Salesforce に改めてサインインしました。</translation>
    </message>
    <message>
        <source>It goes on by itself with the new access; a sync that was under way is to be repeated.</source>
        <translation>新しいアクセスで自動的に続行されます。実行中だった同期は、もう一度実行してください。</translation>
    </message>
    <message>
        <source>In Salesforce Setup search for Connected Apps OAuth Usage, and revoke there what the app of this program was given.</source>
        <translation>Salesforce の設定で「接続アプリケーションの OAuth 利用状況」を検索し、このプログラムのアプリケーションに与えられたアクセスを取り消してください。</translation>
    </message>
    <message>
        <source>Another Unsubscribe Sync is renewing the access to this org, and does not come to an end with it.</source>
        <translation>別の Unsubscribe Sync がこの組織へのアクセスを更新していますが、終わりません。</translation>
    </message>
    <message>
        <source>If it is suspended, let it go on, or end it. Until then everything waits and is tried by itself.</source>
        <translation>一時停止されている場合は、再開するか終了してください。それまではすべて待機し、自動的に再試行されます。</translation>
    </message>
    <message>
        <source>Practice data always stays with its practice org.</source>
        <translation>練習用データは常に練習用組織に属します。</translation>
    </message>
    <message>
        <source>Start without --practice to connect an org of your own.</source>
        <translation>自社の組織に接続するには、--practice なしで起動してください。</translation>
    </message>
    <message>
        <source>The environment of this process already gives it access to an org.</source>
        <translation>このプロセスには、環境変数で組織へのアクセスがすでに設定されています。</translation>
    </message>
    <message>
        <source>Unset {url} and {token}, then connect.</source>
        <translation>{url} と {token} を解除してから接続してください。</translation>
    </message>
    <message>
        <source>The address of the org does not begin with https://.</source>
        <translation>組織のアドレスが https:// で始まっていません。</translation>
    </message>
    <message>
        <source>Give it like this: https://yourcompany.my.salesforce.com</source>
        <translation>https://yourcompany.my.salesforce.com のように指定してください。</translation>
    </message>
    <message>
        <source>{host} is where people sign in; it is not the address of an org.</source>
        <translation>{host} はログイン用のアドレスで、組織のアドレスではありません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup search for My Domain and give the address that stands there, like this: https://yourcompany.my.salesforce.com</source>
        <translation>Salesforce の [設定] で [私のドメイン] を検索し、表示されているアドレスを https://yourcompany.my.salesforce.com のように指定してください。</translation>
    </message>
    <message>
        <source>Put a new access token into {variable} and start again.</source>
        <translation>新しいアクセストークンを {variable} に設定して、起動し直してください。</translation>
    </message>
    <message>
        <source>This computer offers no keyring in which the Salesforce access could be kept.</source>
        <translation>このコンピューターには、Salesforce のアクセス情報を保存できるキーリングがありません。</translation>
    </message>
    <message>
        <source>The keyring that holds the Salesforce access is locked.</source>
        <translation>Salesforce のアクセス情報を保存したキーリングがロックされています。</translation>
    </message>
    <message>
        <source>A part of the stored Salesforce access is missing from the keyring.</source>
        <translation>キーリングに保存した Salesforce のアクセス情報の一部が見つかりません。</translation>
    </message>
    <message>
        <source>Connect to Salesforce again on the Salesforce page of the settings.</source>
        <translation>設定の [Salesforce] ページで、もう一度 Salesforce に接続してください。</translation>
    </message>
    <message>
        <source>The environment sets {present}, but not {absent}.</source>
        <translation>環境変数 {present} は設定されていますが、{absent} が設定されていません。</translation>
    </message>
    <message>
        <source>Set both variables, or none of them.</source>
        <translation>両方を設定するか、どちらも設定しないでください。</translation>
    </message>
    <message>
        <source>The keyring of this computer has not answered for {seconds} seconds.</source>
        <translation>このコンピューターのキーリングが {seconds} 秒間応答していません。</translation>
    </message>
    <message>
        <source>If it asks for its password somewhere, give it; otherwise log in to this computer anew. Then try again.</source>
        <translation>どこかでパスワードを求めている場合は入力してください。そうでなければ、このコンピューターにログインし直してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Run in a desktop session with GNOME Keyring or KWallet; on a server without one, set UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.</source>
        <translation>GNOME Keyring または KWallet のあるデスクトップセッションで実行してください。キーリングのないサーバーでは、このプロセスに UNSUBSCRIBE_SYNC_INSTANCE_URL と UNSUBSCRIBE_SYNC_ACCESS_TOKEN を設定してください。</translation>
    </message>
    <message>
        <source>Sign in to Windows as a normal user, so that the Credential Manager is there; in a service, set UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.</source>
        <translation>資格情報マネージャーが使えるよう、通常のユーザーで Windows にサインインしてください。サービスでは、このプロセスに UNSUBSCRIBE_SYNC_INSTANCE_URL と UNSUBSCRIBE_SYNC_ACCESS_TOKEN を設定してください。</translation>
    </message>
    <message>
        <source>Log in at the screen, so that the login keychain is there; in a remote session, set UNSUBSCRIBE_SYNC_INSTANCE_URL and UNSUBSCRIBE_SYNC_ACCESS_TOKEN for this process.</source>
        <translation>ログインキーチェーンが使えるよう、画面からログインしてください。リモートセッションでは、このプロセスに UNSUBSCRIBE_SYNC_INSTANCE_URL と UNSUBSCRIBE_SYNC_ACCESS_TOKEN を設定してください。</translation>
    </message>
    <message>
        <source>Unlock the login keyring, for instance in the program Passwords and Keys or KWalletManager, then try again.</source>
        <translation>[パスワードと鍵] や KWalletManager などでログインキーリングのロックを解除して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Sign in to Windows again, then try again.</source>
        <translation>Windows にサインインし直して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Unlock the login keychain in Keychain Access and allow Unsubscribe Sync to use it, then try again.</source>
        <translation>キーチェーンアクセスでログインキーチェーンのロックを解除し、Unsubscribe Sync の使用を許可して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Open the record in Salesforce, put right what is named there, then retry the push.</source>
        <translation>Salesforce でレコードを開き、示された箇所を修正して、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>If the rule is about the opt-out field itself, exempt the connected user from it, for example by a custom permission that its formula asks for; else open the record and put right what is named there. Then retry the push.</source>
        <translation>ルールがオプトアウトフィールド自体についてのものであれば、数式で確認するカスタム権限などで接続ユーザーを対象外にしてください。そうでなければ、レコードを開いて指摘された点を直してください。その後、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>The rule is about the opt-out field itself, so that mending the record does not help: exempt the connected user from the rule, for example by a custom permission that its formula asks for, then retry the push.</source>
        <translation>ルールはオプトアウトフィールド自体についてのものなので、レコードを直しても効果がありません: 数式で確認するカスタム権限などで接続ユーザーをルールの対象外にしてから、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>Nothing to do: it is tried again by itself.</source>
        <translation>操作は不要です。自動的に再試行されます。</translation>
    </message>
    <message>
        <source>It is tried again with fewer records at once. If a record fails alone as well, show the raw text to your Salesforce developer.</source>
        <translation>一度に送るレコードを減らして再試行されます。1 件だけでも失敗する場合は、元のメッセージを Salesforce の開発者に見せてください。</translation>
    </message>
    <message>
        <source>Report it to the makers of this program, with the raw text.</source>
        <translation>元のメッセージを添えて、このプログラムの開発元に報告してください。</translation>
    </message>
    <message>
        <source>The connected user may not use the Salesforce API.</source>
        <translation>接続ユーザーは Salesforce API を使用できません。</translation>
    </message>
    <message>
        <source>Give the user the permission API Enabled in a profile or permission set.</source>
        <translation>プロファイルまたは権限セットで、ユーザーに [API の有効化] 権限を与えてください。</translation>
    </message>
    <message>
        <source>This Salesforce edition or user has no access to the API.</source>
        <translation>この Salesforce エディションまたはユーザーは API を利用できません。</translation>
    </message>
    <message>
        <source>Ask Salesforce to turn the API on, or give the user the permission API Enabled.</source>
        <translation>Salesforce に API の有効化を依頼するか、ユーザーに [API の有効化] 権限を与えてください。</translation>
    </message>
    <message>
        <source>Salesforce refused the sign-in.</source>
        <translation>Salesforce がログインを拒否しました。</translation>
    </message>
    <message>
        <source>The Salesforce session has expired or was ended.</source>
        <translation>Salesforce のセッションが期限切れか、終了されました。</translation>
    </message>
    <message>
        <source>An automation in Salesforce (a trigger or a flow) stopped the change.</source>
        <translation>Salesforce の自動処理 (トリガーまたはフロー) が変更を止めました。</translation>
    </message>
    <message>
        <source>Show the raw text to your Salesforce developer, then retry the push.</source>
        <translation>元のメッセージを Salesforce の開発者に見せ、対応後にプッシュを再試行してください。</translation>
    </message>
    <message>
        <source>The Lead was converted and cannot be changed any more.</source>
        <translation>リードは取引開始済みのため、変更できません。</translation>
    </message>
    <message>
        <source>Nothing to do: the opt-out goes to the Contact it became.</source>
        <translation>操作は不要です。オプトアウトは取引開始後の取引先責任者に反映されます。</translation>
    </message>
    <message>
        <source>The record was deleted in Salesforce.</source>
        <translation>レコードは Salesforce で削除されています。</translation>
    </message>
    <message>
        <source>Nothing to do: the record is let go; a merged one is followed to its survivor.</source>
        <translation>操作は不要です。このレコードの追跡を終了します。マージされた場合は存続レコードに引き継がれます。</translation>
    </message>
    <message>
        <source>The record is locked, usually by an approval that is under way.</source>
        <translation>レコードがロックされています (通常は承認の処理中です)。</translation>
    </message>
    <message>
        <source>Finish or recall the approval in Salesforce, then retry the push.</source>
        <translation>Salesforce で承認を完了または取り消して、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>A duplicate rule in Salesforce stopped the change.</source>
        <translation>Salesforce の重複ルールが変更を止めました。</translation>
    </message>
    <message>
        <source>Let the duplicate rule allow edits by the connected user, or merge the duplicates.</source>
        <translation>重複ルールで接続ユーザーの編集を許可するか、重複レコードをマージしてください。</translation>
    </message>
    <message>
        <source>A validation rule of your org refused the record.</source>
        <translation>組織の入力規則によりレコードが拒否されました。</translation>
    </message>
    <message>
        <source>A lookup filter of your org refused the record.</source>
        <translation>組織のルックアップ検索条件によりレコードが拒否されました。</translation>
    </message>
    <message>
        <source>A value that the record already holds is not allowed in Salesforce.</source>
        <translation>レコードの既存の値が Salesforce で許可されていません。</translation>
    </message>
    <message>
        <source>The connected user may not see this record, or lacks rights on one that it refers to.</source>
        <translation>接続ユーザーはこのレコードを参照できないか、それが参照するレコードに対する権限がありません。</translation>
    </message>
    <message>
        <source>Share the record, and those that it refers to, with the connected user, then retry the push.</source>
        <translation>レコードと、それが参照するレコードを接続ユーザーと共有してから、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>Salesforce allows no changes during its maintenance.</source>
        <translation>メンテナンス中のため、Salesforce は変更を受け付けません。</translation>
    </message>
    <message>
        <source>The connected user may not change this record.</source>
        <translation>接続ユーザーはこのレコードを変更できません。</translation>
    </message>
    <message>
        <source>Share the record with the connected user or give edit access to the object.</source>
        <translation>レコードを接続ユーザーと共有するか、オブジェクトの編集権限を与えてください。</translation>
    </message>
    <message>
        <source>Salesforce knows no record with this ID, or the connected user may not see it.</source>
        <translation>この ID のレコードが Salesforce にないか、接続ユーザーに参照権限がありません。</translation>
    </message>
    <message>
        <source>Check the Salesforce ID of the person, or share the record with the connected user.</source>
        <translation>人物の Salesforce ID を確認するか、レコードを接続ユーザーと共有してください。</translation>
    </message>
    <message>
        <source>The opt out field is missing, or hidden from the connected user.</source>
        <translation>オプトアウトフィールドがないか、接続ユーザーに表示されていません。</translation>
    </message>
    <message>
        <source>The opt out field is read-only for the connected user.</source>
        <translation>オプトアウトフィールドは接続ユーザーには参照のみです。</translation>
    </message>
    <message>
        <source>The connected user has no access to this kind of record.</source>
        <translation>接続ユーザーはこの種類のレコードにアクセスできません。</translation>
    </message>
    <message>
        <source>Open the checklist: it tells the cause and leads to the field in Salesforce Setup. Most often it is there that Set Field-Level Security wants Visible ticked and Read-Only cleared; save, then try again.</source>
        <translation>チェックリストを開いてください。原因が示され、Salesforce の [設定] のフィールドに移動できます。多くの場合、そこで [項目レベルセキュリティの設定] の [参照可能] をオン、[参照のみ] をオフにして保存し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Give the connected user read and edit access to Contacts and Leads; the checklist shows what is missing.</source>
        <translation>接続ユーザーに取引先責任者とリードの参照・編集アクセス権を与えてください。不足しているものはチェックリストで確認できます。</translation>
    </message>
    <message>
        <source>The Salesforce ID kept for this person is not a valid ID.</source>
        <translation>この人物の Salesforce ID は正しい ID ではありません。</translation>
    </message>
    <message>
        <source>Correct the ID, for instance by importing the person again, then retry.</source>
        <translation>人物をインポートし直すなどして ID を修正し、再試行してください。</translation>
    </message>
    <message>
        <source>Salesforce took too long to answer a query.</source>
        <translation>Salesforce のクエリ応答に時間がかかりすぎました。</translation>
    </message>
    <message>
        <source>The record lacks a value that Salesforce now requires.</source>
        <translation>Salesforce で必須になった値がレコードにありません。</translation>
    </message>
    <message>
        <source>Salesforce is busy or under maintenance.</source>
        <translation>Salesforce は混雑中かメンテナンス中です。</translation>
    </message>
    <message>
        <source>A text that the record already holds is too long for Salesforce.</source>
        <translation>レコードの既存のテキストが長すぎます。</translation>
    </message>
    <message>
        <source>A transaction security policy of your org blocked the change.</source>
        <translation>組織のトランザクションセキュリティポリシーが変更をブロックしました。</translation>
    </message>
    <message>
        <source>Exempt the connected user from the policy, then retry the push.</source>
        <translation>接続ユーザーをポリシーの対象外にして、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>Somebody else was changing the record, or one close to it, at the same moment.</source>
        <translation>同じ時に、ほかのユーザーがこのレコードまたは関連レコードを変更していました。</translation>
    </message>
    <message>
        <source>Salesforce had an internal error.</source>
        <translation>Salesforce で内部エラーが発生しました。</translation>
    </message>
    <message>
        <source>It is tried again; if it persists, give the error number in the raw text to Salesforce.</source>
        <translation>再試行されます。続く場合は、元のメッセージのエラー番号を Salesforce に伝えてください。</translation>
    </message>
    <message>
        <source>Salesforce did not get an access token it can read.</source>
        <translation>Salesforce が読み取れるアクセストークンが送られませんでした。</translation>
    </message>
    <message>
        <source>Salesforce does not accept the user name, the password or the security token.</source>
        <translation>Salesforce がユーザー名、パスワード、またはセキュリティトークンを受け付けません。</translation>
    </message>
    <message>
        <source>The connected user may not use this part of the Salesforce API.</source>
        <translation>接続ユーザーは Salesforce API のこの機能を使用できません。</translation>
    </message>
    <message>
        <source>Give the user the permission API Enabled and access to Contacts and Leads.</source>
        <translation>ユーザーに [API の有効化] 権限と、取引先責任者・リードへのアクセス権を与えてください。</translation>
    </message>
    <message>
        <source>Salesforce no longer speaks this program&apos;s version of the API.</source>
        <translation>Salesforce はこのプログラムの API バージョンをサポートしなくなりました。</translation>
    </message>
    <message>
        <source>Install a newer version of this program.</source>
        <translation>新しいバージョンをインストールしてください。</translation>
    </message>
    <message>
        <source>Salesforce has forgotten a long list that was being read.</source>
        <translation>読み取り中の一覧の有効期限が切れました。</translation>
    </message>
    <message>
        <source>The automations of your org used up what Salesforce grants one save of several records.</source>
        <translation>複数レコードをまとめて保存する際に、組織の自動化が Salesforce の上限を使い切りました。</translation>
    </message>
    <message>
        <source>A request named more records than Salesforce takes at once.</source>
        <translation>1 回のリクエストで Salesforce が受け付ける件数を超えるレコードが指定されました。</translation>
    </message>
    <message>
        <source>Salesforce does not understand a query of this program.</source>
        <translation>Salesforce がこのプログラムのクエリを解釈できません。</translation>
    </message>
    <message>
        <source>A query is too long for your org, often because of many formula fields.</source>
        <translation>クエリが組織の上限を超えています (数式項目が多い場合によく起こります)。</translation>
    </message>
    <message>
        <source>Salesforce does not understand a request of this program.</source>
        <translation>Salesforce がこのプログラムの要求を解釈できません。</translation>
    </message>
    <message>
        <source>Salesforce ended a request that took too long.</source>
        <translation>時間がかかりすぎたため、Salesforce が要求を終了しました。</translation>
    </message>
    <message>
        <source>Salesforce undid the change because another record of the same call failed.</source>
        <translation>同じ呼び出しの別のレコードが失敗したため、Salesforce が変更を取り消しました。</translation>
    </message>
    <message>
        <source>A flow of your org failed on this record.</source>
        <translation>このレコードで組織のフローが失敗しました。</translation>
    </message>
    <message>
        <source>The owner of the record is no longer active, and your org refuses changes to it.</source>
        <translation>レコードの所有者が無効なため、組織が変更を拒否しています。</translation>
    </message>
    <message>
        <source>Give the record to an active user in Salesforce, then retry the push.</source>
        <translation>Salesforce で所有者を有効なユーザーに変更して、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>An address that the record already holds is not valid in Salesforce.</source>
        <translation>レコードの既存のアドレスが Salesforce で有効ではありません。</translation>
    </message>
    <message>
        <source>The record holds a choice that its picklist no longer allows.</source>
        <translation>レコードに、選択リストで使えなくなった値が入っています。</translation>
    </message>
    <message>
        <source>A number that the record already holds is outside what Salesforce allows.</source>
        <translation>レコードの既存の数値が Salesforce の許容範囲外です。</translation>
    </message>
    <message>
        <source>A limit of your org was exceeded, often by an automation that runs on each save.</source>
        <translation>組織の制限を超えました (保存のたびに動く自動処理が原因のことがよくあります)。</translation>
    </message>
    <message>
        <source>Salesforce gave a Bulk job up.</source>
        <translation>Salesforce が一括処理ジョブを中断しました。</translation>
    </message>
    <message>
        <source>Nothing to do: what it left undone is done by the next sync.</source>
        <translation>操作は不要です。残りは次回の同期で処理されます。</translation>
    </message>
    <message>
        <source>The org does not offer a part of the API that this program needs, or not in this version.</source>
        <translation>このプログラムに必要な API の一部が、組織で、またはこのバージョンで提供されていません。</translation>
    </message>
    <message>
        <source>Check the address of the org and the proxy; the raw text names what was asked for.</source>
        <translation>組織のアドレスとプロキシを確認してください。要求した内容は元のメッセージに示されています。</translation>
    </message>
    <message>
        <source>Your org has no storage left, and Salesforce refuses changes.</source>
        <translation>組織のストレージに空きがないため、Salesforce が変更を拒否しています。</translation>
    </message>
    <message>
        <source>Free storage in Salesforce, then retry the push.</source>
        <translation>Salesforce のストレージを空けて、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>Salesforce answered {code}.</source>
        <translation>Salesforce から {code} が返されました。</translation>
    </message>
    <message>
        <source>Look the code up in the Salesforce help, put the cause right, then retry.</source>
        <translation>Salesforce ヘルプでコードを調べ、原因を解消して再試行してください。</translation>
    </message>
    <message>
        <source>Salesforce refused the sign-in with {code}.</source>
        <translation>Salesforce が {code} でログインを拒否しました。</translation>
    </message>
    <message>
        <source>Too many long calls are running in your org at this moment.</source>
        <translation>現在、組織で時間のかかる呼び出しが多数実行されています。</translation>
    </message>
    <message>
        <source>Your org has used up its API calls for the last 24 hours.</source>
        <translation>組織の 24 時間あたりの API コール数を使い切りました。</translation>
    </message>
    <message>
        <source>Wait until calls are free again, or find out which integration uses so many.</source>
        <translation>コール数が回復するまで待つか、多く使用している連携を確認してください。</translation>
    </message>
    <message>
        <source>Salesforce cannot be reached.</source>
        <translation>Salesforce に接続できません。</translation>
    </message>
    <message>
        <source>Check the network; what waits is sent by itself when Salesforce is back.</source>
        <translation>ネットワークを確認してください。待機中のものは、接続が戻ると自動的に送信されます。</translation>
    </message>
    <message>
        <source>The connection to Salesforce broke off before the answer was complete.</source>
        <translation>応答が完了する前に Salesforce との接続が切れました。</translation>
    </message>
    <message>
        <source>Salesforce took too long to answer.</source>
        <translation>Salesforce の応答に時間がかかりすぎました。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted by this computer.</source>
        <translation>サーバーの証明書がこのコンピューターで信頼されていません。</translation>
    </message>
    <message>
        <source>What answers at the org&apos;s address does not speak HTTPS.</source>
        <translation>組織のアドレスの応答が HTTPS ではありません。</translation>
    </message>
    <message>
        <source>Check the address, the port and the proxy, then connect again.</source>
        <translation>アドレス、ポート、プロキシを確認して、接続し直してください。</translation>
    </message>
    <message>
        <source>The CA file {path} cannot be used.</source>
        <translation>CA ファイル {path} を使用できません。</translation>
    </message>
    <message>
        <source>An answer of the org leads to another server. Nothing was sent there.</source>
        <translation>組織からの応答が別のサーバーを指しています。そのサーバーには何も送信していません。</translation>
    </message>
    <message>
        <source>Check the address of the org and the proxy, then try again.</source>
        <translation>組織のアドレスとプロキシを確認し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>If your company inspects its traffic, give its CA file under Network on the Salesforce page of the settings (unsubscribe-sync settings ca_file FILE); else stop here.</source>
        <translation>会社が通信を検査している場合は、設定の Salesforce ページにある「ネットワーク」(unsubscribe-sync settings ca_file ファイル) で会社の CA ファイルを指定してください。そうでない場合は、ここで中止してください。</translation>
    </message>
    <message>
        <source>Give a file with certificates in PEM form under Network on the Salesforce page of the settings (unsubscribe-sync settings ca_file FILE).</source>
        <translation>設定の Salesforce ページにある「ネットワーク」(unsubscribe-sync settings ca_file ファイル) で、PEM 形式の証明書ファイルを指定してください。</translation>
    </message>
    <message>
        <source>What was given is not the address of a Salesforce org.</source>
        <translation>指定されたのは Salesforce 組織のアドレスではありません。</translation>
    </message>
    <message>
        <source>The connected user cannot see the e-mail address on the object {object}.</source>
        <translation>接続ユーザーは {object} のメールアドレスを参照できません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the field Email, choose Set Field-Level Security, tick Visible, save, then try again.</source>
        <translation>Salesforce の [設定] で [メール] フィールドを開き、[項目レベルセキュリティの設定] で [参照可能] をオンにして保存し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The org answers from another address now: {host}.</source>
        <translation>組織のアドレスが変わりました: {host}。</translation>
    </message>
    <message>
        <source>If that address is your org&apos;s, connect again with it.</source>
        <translation>自社の組織のアドレスであれば、そのアドレスで接続し直してください。</translation>
    </message>
    <message>
        <source>The answer from the network was not one of Salesforce (HTTP status {status}).</source>
        <translation>Salesforce 以外からの応答を受け取りました (HTTP ステータス {status})。</translation>
    </message>
    <message>
        <source>It is tried again; if it persists, check the proxy and the instance URL.</source>
        <translation>再試行されます。続く場合は、プロキシとインスタンス URL を確認してください。</translation>
    </message>
    <message>
        <source>The answer from the network was longer than any of Salesforce; only its start was read.</source>
        <translation>ネットワークからの応答が、Salesforce のどの応答よりも長いため、先頭だけを読み取りました。</translation>
    </message>
    <message>
        <source>Check the proxy and the address of the org, then try again.</source>
        <translation>プロキシと組織のアドレスを確認してから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Salesforce answered with an error that this program cannot read.</source>
        <translation>Salesforce が、このプログラムでは読み取れないエラーを返しました。</translation>
    </message>
    <message>
        <source>The details hold what was sent. If it persists, check the proxy and the address of the org.</source>
        <translation>送られてきた内容は詳細にあります。続く場合は、プロキシと組織のアドレスを確認してください。</translation>
    </message>
    <message>
        <source>Compare the consumer key, callback URL and flows of the app in Salesforce Setup with those given here.</source>
        <translation>Salesforce の [設定] にあるアプリケーションのコンシューマー鍵、コールバック URL、フローを、ここでの指定と照合してください。</translation>
    </message>
    <message>
        <source>The connected user is no longer active in Salesforce.</source>
        <translation>接続ユーザーは Salesforce で無効になっています。</translation>
    </message>
    <message>
        <source>Have the user activated in Salesforce, or connect as another one.</source>
        <translation>Salesforce でユーザーを有効にするか、別のユーザーで接続してください。</translation>
    </message>
    <message>
        <source>The Salesforce org is locked, closed or suspended.</source>
        <translation>Salesforce 組織がロック、閉鎖、または停止されています。</translation>
    </message>
    <message>
        <source>Ask Salesforce what has become of the org, or connect another one.</source>
        <translation>Salesforce に組織の状態を問い合わせるか、別の組織に接続してください。</translation>
    </message>
    <message>
        <source>The access that was given to this program has expired or was taken back.</source>
        <translation>このプログラムに与えられたアクセス権が期限切れか、取り消されました。</translation>
    </message>
    <message>
        <source>The user is not allowed to use this app in your org: it lets only approved users use the app.</source>
        <translation>この組織では、ユーザーにこのアプリケーションの使用が許可されていません。承認されたユーザーだけが使用できます。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the External Client App Manager (for a connected app: Manage Connected Apps), open the app, choose Policies, then Edit, and select a profile or permission set of the user, or let all users self-authorize; save, then connect again.</source>
        <translation>Salesforce の [設定] で [外部クライアントアプリケーションマネージャー] (接続アプリケーションの場合は [接続アプリケーションを管理する]) を開き、アプリケーションの [ポリシー]、[編集] の順に選んで、ユーザーのプロファイルまたは権限セットを選択するか、すべてのユーザーの自己承認を許可して保存し、もう一度接続してください。</translation>
    </message>
    <message>
        <source>Your org has blocked the app of this program, or lets only listed apps use the API (API Access Control).</source>
        <translation>組織でこのプログラムのアプリケーションがブロックされているか、許可リストにあるアプリケーションだけが API を使用できます (API アクセスコントロール)。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open Connected Apps OAuth Usage and choose Unblock, or Install, beside the app; under API Access Control see that it is listed. Then connect again.</source>
        <translation>Salesforce の [設定] で [接続アプリケーションの OAuth の利用状況] を開き、アプリケーションの横の [ブロック解除] または [インストール] を選んでください。[API アクセスコントロール] では、許可リストにあることを確認してください。その後、もう一度接続してください。</translation>
    </message>
    <message>
        <source>The app of this program is not installed in your org, and the user may not use apps that are not.</source>
        <translation>このプログラムのアプリケーションは組織にインストールされておらず、ユーザーにはインストールされていないアプリケーションの使用が許可されていません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open Connected Apps OAuth Usage and choose Install beside the app; or make an External Client App in this org and give its consumer key here. Then connect again.</source>
        <translation>Salesforce の [設定] で [接続アプリケーションの OAuth の利用状況] を開き、アプリケーションの横の [インストール] を選んでください。または、この組織で外部クライアントアプリケーションを作成し、そのコンシューマー鍵をここで指定してください。その後、もう一度接続してください。</translation>
    </message>
    <message>
        <source>The app does not exist in the org in which you signed in.</source>
        <translation>ログインした組織にこのアプリケーションがありません。</translation>
    </message>
    <message>
        <source>Sign in as a user of the org in which the app was created, or have an administrator install it in this one; on a shared computer sign out of the other org first.</source>
        <translation>アプリケーションを作成した組織のユーザーでログインするか、管理者にこの組織へのインストールを依頼してください。共有コンピューターでは、先に別の組織からログアウトしてください。</translation>
    </message>
    <message>
        <source>Your org does not let the app of this program use the API for the connected user: the app is blocked, or not approved for that user.</source>
        <translation>組織では、このプログラムのアプリケーションが接続ユーザーとして API を使用することが許可されていません。アプリケーションがブロックされているか、そのユーザーに承認されていません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open Connected Apps OAuth Usage and unblock or install the app there, and in the External Client App Manager let a profile or permission set of the user use it (Policies, Edit). What waits then goes by itself.</source>
        <translation>Salesforce の [設定] で [接続アプリケーションの OAuth の利用状況] を開いてアプリケーションのブロックを解除するかインストールし、[外部クライアントアプリケーションマネージャー] ([ポリシー]、[編集]) でユーザーのプロファイルまたは権限セットに使用を許可してください。待機中のものは、その後自動的に処理されます。</translation>
    </message>
    <message>
        <source>Salesforce is handling another sign-in of the same user.</source>
        <translation>Salesforce が同じユーザーの別のログインを処理しています。</translation>
    </message>
    <message>
        <source>Salesforce does not know the app, or not with this secret.</source>
        <translation>Salesforce にこのアプリケーションがないか、秘密鍵が異なります。</translation>
    </message>
    <message>
        <source>The app in Salesforce is not set up for this way of signing in.</source>
        <translation>Salesforce のアプリケーションが、このログイン方法に対応していません。</translation>
    </message>
    <message>
        <source>The app has no user as whom it could work.</source>
        <translation>アプリケーションに実行ユーザーが設定されていません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the policies of the app, enable the client credentials flow and name the user to run as.</source>
        <translation>Salesforce の [設定] でアプリケーションのポリシーを開き、クライアントログイン情報フローを有効にして、実行ユーザーを指定してください。</translation>
    </message>
    <message>
        <source>Salesforce does not offer this way of signing in at this address.</source>
        <translation>このアドレスでは、Salesforce はこのログイン方法に対応していません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup search for My Domain and give the address that stands there.</source>
        <translation>Salesforce の [設定] で [私のドメイン] を検索し、表示されているアドレスを指定してください。</translation>
    </message>
    <message>
        <source>The sign-in took too long, or was finished twice.</source>
        <translation>ログインに時間がかかりすぎたか、二重に完了されました。</translation>
    </message>
    <message>
        <source>Start the sign-in once more.</source>
        <translation>ログインをやり直してください。</translation>
    </message>
    <message>
        <source>Salesforce does not let the user in from this network.</source>
        <translation>Salesforce がこのネットワークからのログインを許可していません。</translation>
    </message>
    <message>
        <source>Add the network to the trusted IP ranges or the profile&apos;s login IP ranges, or relax the IP restrictions of the app.</source>
        <translation>信頼済み IP 範囲またはプロファイルのログイン IP アドレス制限にネットワークを追加するか、アプリケーションの IP 制限を緩和してください。</translation>
    </message>
    <message>
        <source>Salesforce does not let the user in at this hour.</source>
        <translation>Salesforce がこの時間帯のログインを許可していません。</translation>
    </message>
    <message>
        <source>Widen the login hours in the user&apos;s profile, or wait until they begin.</source>
        <translation>ユーザーのプロファイルでログイン時間帯を広げるか、開始時刻までお待ちください。</translation>
    </message>
    <message>
        <source>Salesforce does not accept the signed request of this program.</source>
        <translation>Salesforce がこのプログラムの署名付き要求を受け付けません。</translation>
    </message>
    <message>
        <source>Check the certificate, the user name and the login address, and that this computer&apos;s clock is right.</source>
        <translation>証明書、ユーザー名、ログインアドレス、およびこのコンピューターの時刻を確認してください。</translation>
    </message>
    <message>
        <source>The program was not allowed in on the sign-in page.</source>
        <translation>ログインページでプログラムのアクセスが許可されませんでした。</translation>
    </message>
    <message>
        <source>Sign in again and press Allow, if the program is to work with this org.</source>
        <translation>この組織で使用する場合は、もう一度ログインして [許可] を押してください。</translation>
    </message>
    <message>
        <source>The app in Salesforce does not list the callback URL of this program.</source>
        <translation>Salesforce のアプリケーションに、このプログラムのコールバック URL が登録されていません。</translation>
    </message>
    <message>
        <source>Add exactly the callback URL that is shown here to the app in Salesforce Setup, then sign in again.</source>
        <translation>ここに表示されたコールバック URL をそのまま Salesforce の [設定] のアプリケーションに追加して、ログインし直してください。</translation>
    </message>
    <message>
        <source>The app in Salesforce does not grant what this program asks for.</source>
        <translation>Salesforce のアプリケーションが、このプログラムの要求する範囲を許可していません。</translation>
    </message>
    <message>
        <source>Add the scopes api, refresh_token and openid to the app in Salesforce Setup, then sign in again.</source>
        <translation>Salesforce の [設定] でアプリケーションにスコープ api、refresh_token、openid を追加して、ログインし直してください。</translation>
    </message>
    <message>
        <source>There were too many sign-ins in a short time.</source>
        <translation>短時間のログイン回数が多すぎます。</translation>
    </message>
    <message>
        <source>It accepts: {allowed}.</source>
        <translation>指定できる値: {allowed}。</translation>
    </message>
    <message>
        <source>It accepts a whole number from {lowest} to {highest}.</source>
        <translation>{lowest} から {highest} までの整数を指定できます。</translation>
    </message>
    <message>
        <source>It accepts the full path of a file with certificates in PEM form, or nothing.</source>
        <translation>PEM 形式の証明書を含むファイルの完全なパス、または空欄を指定できます。</translation>
    </message>
    <message>
        <source>It accepts the two letters of a country whose holidays are known, such as US, or nothing.</source>
        <translation>祝日が分かる国の 2 文字のコード (US など) を入力するか、空欄にします。</translation>
    </message>
    <message>
        <source>It accepts a name of up to {longest} characters without a colon, or nothing.</source>
        <translation>コロンを含まない {longest} 文字以内の名前、または空欄を指定できます。</translation>
    </message>
    <message>
        <source>The Salesforce checkbox that is kept in step.</source>
        <translation>同期する Salesforce のチェックボックス。</translation>
    </message>
    <message>
        <source>It accepts a time of day such as 20:00.</source>
        <translation>20:00 のような時刻を指定できます。</translation>
    </message>
    <message>
        <source>The time of day of the nightly sync; that of Marketo Sales is 20:00.</source>
        <translation>夜間同期の時刻 (Marketo Sales では 20:00)。</translation>
    </message>
    <message>
        <source>It accepts the name of a time zone such as Europe/Berlin.</source>
        <translation>Asia/Tokyo のようなタイムゾーン名を指定できます。</translation>
    </message>
    <message>
        <source>The time zone of that time; that of Marketo Sales is America/Los_Angeles.</source>
        <translation>その時刻のタイムゾーン (Marketo Sales では America/Los_Angeles)。</translation>
    </message>
    <message>
        <source>It accepts days such as mon,tue,fri.</source>
        <translation>mon,tue,fri のような曜日を指定できます。</translation>
    </message>
    <message>
        <source>The days of the nightly sync; Marketo Sales syncs every day.</source>
        <translation>夜間同期の曜日 (Marketo Sales では毎日)。</translation>
    </message>
    <message>
        <source>After so many days a sync compares everything, not only what changed.</source>
        <translation>この日数が経つと、変更分だけでなくすべてを比較します。</translation>
    </message>
    <message>
        <source>How much of what was written to Salesforce is read again to be sure.</source>
        <translation>Salesforce に書き込んだもののうち、確認のために読み直す範囲。</translation>
    </message>
    <message>
        <source>A sync that would change more people and records than this waits for approval; of this and brake_share the smaller one counts.</source>
        <translation>人物とレコードの変更がこの件数を超える同期は、承認を待ちます。これと brake_share のうち、小さい方が適用されます。</translation>
    </message>
    <message>
        <source>A sync that would change more than this percentage of all people, and more than 10 in all, waits for approval; of this and brake_number the smaller one counts.</source>
        <translation>変更が全人物のこの割合 (%) を超え、かつ 10 件を超える同期は、承認を待ちます。これと brake_number のうち、小さい方が適用されます。</translation>
    </message>
    <message>
        <source>Whether a sync with a practice org waits for approval as well.</source>
        <translation>練習用組織との同期でも承認を待つかどうか。</translation>
    </message>
    <message>
        <source>The percentage of the org&apos;s daily API calls that this program never touches.</source>
        <translation>このプログラムが使わずに残す、組織の 1 日の API コール数の割合 (%)。</translation>
    </message>
    <message>
        <source>It accepts the full path of a folder, or nothing.</source>
        <translation>フォルダーの完全なパス、または空を指定できます。</translation>
    </message>
    <message>
        <source>CSV files that are put into this folder are imported; empty: none is watched.</source>
        <translation>このフォルダーに置かれた CSV ファイルをインポートします。空の場合は監視しません。</translation>
    </message>
    <message>
        <source>Whether other users of this computer may put files into that folder.</source>
        <translation>このコンピューターの他のユーザーがそのフォルダにファイルを置いてよいかどうか。</translation>
    </message>
    <message>
        <source>Whether files in the watched folder are lists of unsubscribes where they do not say so themselves.</source>
        <translation>監視フォルダーのファイルを、内容から判断できない場合に登録解除リストとして扱うかどうか。</translation>
    </message>
    <message>
        <source>Whether a bounce in a file of the watched folder counts as an opt-out.</source>
        <translation>監視フォルダーのファイルにあるバウンスをオプトアウトとして扱うかどうか。</translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation>ウィンドウの言語。</translation>
    </message>
    <message>
        <source>Whether the window is light or dark.</source>
        <translation>ウィンドウの表示モード (ライトまたはダーク)。</translation>
    </message>
    <message>
        <source>It accepts a name of up to {longest} characters that is not a number alone, or nothing.</source>
        <translation>{longest} 文字以内の名前 (数字だけの名前は不可)、または空欄を指定できます。</translation>
    </message>
    <message>
        <source>It accepts up to {longest} characters that can be seen: no line ends, and nothing that steers a screen.</source>
        <translation>目に見える文字を最大 {longest} 文字まで指定できます。改行や、画面を制御する文字は使えません。</translation>
    </message>
    <message>
        <source>What this org is called here; empty: as in Salesforce.</source>
        <translation>この組織のここでの呼び名。空欄の場合は Salesforce での名前。</translation>
    </message>
    <message>
        <source>Sync both ways once a day; off until it is switched on.</source>
        <translation>1 日 1 回、双方向に同期します。オンにするまではオフです。</translation>
    </message>
    <message>
        <source>The colour of this org in the window; auto: red for production, orange for a sandbox.</source>
        <translation>ウィンドウでのこの組織の色。auto: 本番は赤、Sandbox はオレンジ。</translation>
    </message>
    <message>
        <source>It accepts system, none, or the address of a proxy such as proxy.example.com:8080; user and password are given apart, with unsubscribe-sync network.</source>
        <translation>system、none、または proxy.example.com:8080 のようなプロキシのアドレスを指定できます。ユーザー名とパスワードは unsubscribe-sync network で別に指定します。</translation>
    </message>
    <message>
        <source>The proxy on the way to Salesforce: as the system says, none, or one of its own.</source>
        <translation>Salesforce への接続に使うプロキシ: システムの設定に従う、使わない、または個別に指定。</translation>
    </message>
    <message>
        <source>The user for that proxy; the password is in the keyring.</source>
        <translation>そのプロキシのユーザー名。パスワードはキーリングにあります。</translation>
    </message>
    <message>
        <source>A PEM file of a company&apos;s authority, to be trusted beside those of the system.</source>
        <translation>システムの認証局に加えて信頼する、会社の認証局の PEM ファイル。</translation>
    </message>
    <message>
        <source>It accepts up to {most} names of hosts with commas between them, in small letters and without https://, or nothing.</source>
        <translation>指定できるのは、カンマで区切った最大 {most} 件のホスト名(小文字、https:// なし)か、空です。</translation>
    </message>
    <message>
        <source>Hosts that are not Salesforce&apos;s own and may still be given this org&apos;s access.</source>
        <translation>Salesforce のものではないが、この組織へのアクセスを渡してよいホスト。</translation>
    </message>
    <message>
        <source>The step at which the set-up assistant was left; new: it has not been opened yet.</source>
        <translation>設定アシスタントを中断したステップ。new: まだ開かれていません。</translation>
    </message>
    <message>
        <source>Did you mean {near}? The settings are: {keys}.</source>
        <translation>{near} のことですか? 設定の一覧: {keys}。</translation>
    </message>
    <message>
        <source>There is no setting named {key}.</source>
        <translation>{key} という設定はありません。</translation>
    </message>
    <message>
        <source>The settings are: {keys}.</source>
        <translation>設定の一覧: {keys}。</translation>
    </message>
    <message>
        <source>{key} cannot be set to “{text}”.</source>
        <translation>{key} に「{text}」は設定できません。</translation>
    </message>
    <message>
        <source>The people database {path} was made by a newer Unsubscribe Sync.</source>
        <translation>人物データベース {path} は、より新しい Unsubscribe Sync で作成されています。</translation>
    </message>
    <message>
        <source>Install the newer version on this computer, then start again.</source>
        <translation>このコンピューターに新しいバージョンをインストールして、起動し直してください。</translation>
    </message>
    <message>
        <source>Held before writing, because it is the first sync that would change anything with this org: {here} would be unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>この組織で何かを変更する最初の同期のため、書き込み前に保留しました: ここで登録解除されるのは{here}、Salesforce でオプトアウトされるのは{there}です。</translation>
    </message>
    <message>
        <source>Held before writing, because it would change more than the {allowed} that needs no approval: {here} of {people} would be unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>変更が承認なしで許される {allowed} 件を超えるため、書き込み前に保留しました。{people}中 {here} 人がここで登録解除され、Salesforce で {there}のレコードがオプトアウトされます。</translation>
    </message>
    <message>
        <source>Held before writing, because it would change more than the {allowed} that need no approval: {here} of {people} would be unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>変更が承認なしで許される {allowed} 件を超えるため、書き込み前に保留しました。{people}中 {here} 人がここで登録解除され、Salesforce で {there}のレコードがオプトアウトされます。</translation>
    </message>
    <message>
        <source>Look at the preview on the Integration screen and approve it there, or run sync --yes. If so many are usual here, raise the limits: brake_number and brake_share, on the Integration screen under Brake.</source>
        <translation>[統合] 画面でプレビューを確認して承認するか、sync --yes を実行してください。この件数が普段どおりの場合は、上限 (brake_number と brake_share。[統合] 画面の [ブレーキ]) を上げてください。</translation>
    </message>
    <message>
        <source>The push was given up by {who}: {reason}</source>
        <translation>{who} がプッシュを取りやめました: {reason}</translation>
    </message>
    <message>
        <source>{count} parked push is tried again.</source>
        <translation>保留中のプッシュ {count} 件を再試行します。</translation>
    </message>
    <message>
        <source>{count} parked pushes are tried again.</source>
        <translation>保留中のプッシュ {count} 件を再試行します。</translation>
    </message>
    <message>
        <source>Pushes go to Salesforce again.</source>
        <translation>Salesforce へのプッシュを再開しました。</translation>
    </message>
    <message>
        <source>Addresses are looked up in Salesforce again.</source>
        <translation>Salesforce でのアドレスの検索が再開されました。</translation>
    </message>
    <message>
        <source>Pushing met an error in the program itself.</source>
        <translation>プッシュ中にプログラムのエラーが発生しました。</translation>
    </message>
    <message>
        <source>It is tried again by itself; the log file in the data folder has the details.</source>
        <translation>自動的に再試行されます。詳細はデータフォルダーのログファイルをご覧ください。</translation>
    </message>
    <message>
        <source>Pushed to Salesforce: {field} is ticked.</source>
        <translation>Salesforce にプッシュしました: [{field}] をオンにしました。</translation>
    </message>
    <message>
        <source>Pushed to Salesforce: {field} is ticked on {count} records.</source>
        <translation>Salesforce にプッシュしました: {count} 件のレコードで [{field}] をオンにしました。</translation>
    </message>
    <message>
        <source>The record was merged or converted; its opt-out goes to the record that took its place.</source>
        <translation>レコードはマージまたは取引開始されました。オプトアウトは引き継ぎ先のレコードに反映されます。</translation>
    </message>
    <message>
        <source>The record is gone from Salesforce and is let go.</source>
        <translation>レコードは Salesforce にないため、追跡を終了します。</translation>
    </message>
    <message>
        <source>Not pushed: the record has another address by now, and belongs to this person no longer.</source>
        <translation>プッシュしませんでした。レコードのアドレスが変わり、この人物のものではなくなっています。</translation>
    </message>
    <message>
        <source>Nothing to do: further records of this person&apos;s own address are looked for in Salesforce.</source>
        <translation>操作は不要です。この人物自身のアドレスのレコードを Salesforce で探します。</translation>
    </message>
    <message>
        <source>Salesforce has no Contact or Lead with this address that the connected user can see.</source>
        <translation>このアドレスの取引先責任者またはリードで、接続ユーザーに見えるものは Salesforce にありません。</translation>
    </message>
    <message>
        <source>The opt-out goes by itself, with the next sync, once the connected user sees such a record: share it, or give View All on the object.</source>
        <translation>そのようなレコードが接続ユーザーに見えるようになると、次の同期でオプトアウトが自動的に送信されます: レコードを共有するか、オブジェクトの「すべて表示」を付与してください。</translation>
    </message>
    <message>
        <source>Several checkboxes on {object} records could be Marketo Sales Opt Out, and none was chosen.</source>
        <translation>{object}レコードには Marketo Sales オプトアウトの候補となるチェックボックスが複数あり、まだ選ばれていません。</translation>
    </message>
    <message>
        <source>Open the checklist and choose the one that Marketo Sales writes, then try again.</source>
        <translation>チェックリストを開いて Marketo Sales が書き込むものを選び、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The opt out field is missing on {object} records, or hidden from the connected user.</source>
        <translation>{object} レコードにオプトアウトフィールドがないか、接続ユーザーに表示されていません。</translation>
    </message>
    <message>
        <source>The opt out field is read-only on {object} records for the connected user.</source>
        <translation>{object} レコードのオプトアウトフィールドは、接続ユーザーには参照のみです。</translation>
    </message>
    <message>
        <source>It was tried once in vain. Put the cause right in Salesforce, then retry the push.</source>
        <translation>1 回試行しましたが成功しませんでした。Salesforce で原因を解消して、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>It was tried {count} times in vain. Put the cause right in Salesforce, then retry the push.</source>
        <translation>{count} 回試行しましたが成功しませんでした。Salesforce で原因を解消して、プッシュを再試行してください。</translation>
    </message>
    <message>
        <source>Re-subscribed on both sides by {who}: {reason}</source>
        <translation>{who} が双方で再登録しました: {reason}</translation>
    </message>
    <message>
        <source>Re-subscribed here by {who}: {reason}</source>
        <translation>{who} がここで再登録しました: {reason}</translation>
    </message>
    <message>
        <source>{field} was cleared by the re-subscribe.</source>
        <translation>再登録により{field}をオフにしました。</translation>
    </message>
    <message>
        <source>Clearing Email Opt Out reaches further: where Marketo Engage syncs with this org, it re-subscribes everybody with this address there as well.</source>
        <translation>メールオプトアウトをオフにすると影響が広がります。この組織と Marketo Engage が同期している場合、このアドレスを持つ全員が Marketo Engage でも再登録されます。</translation>
    </message>
    <message>
        <source>The re-subscribe by {who} ({reason}) was taken back, because Salesforce refused part of it: the person is unsubscribed as before, and {count} record that was cleared is opted out again.</source>
        <translation>{who} による再登録（{reason}）は、一部が Salesforce に拒否されたため取り消されました。人物は元どおり登録解除されており、オフにした {count} 件のレコードは再びオプトアウトになります。</translation>
    </message>
    <message>
        <source>The re-subscribe by {who} ({reason}) was taken back, because Salesforce refused part of it: the person is unsubscribed as before, and {count} records that were cleared are opted out again.</source>
        <translation>{who} による再登録（{reason}）は、一部が Salesforce に拒否されたため取り消されました。人物は元どおり登録解除されており、オフにした {count} 件のレコードは再びオプトアウトになります。</translation>
    </message>
    <message>
        <source>An opt-out of this person is on its way to Salesforce, and its answer does not come.</source>
        <translation>この人物のオプトアウトを Salesforce に送信中ですが、応答がありません。</translation>
    </message>
    <message>
        <source>Nothing was changed. Wait until the sync or push under way has ended, then try again.</source>
        <translation>何も変更されていません。実行中の同期またはプッシュが終わってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Still opted out in Salesforce: clear it there too, or the next sync unsubscribes again.</source>
        <translation>Salesforce ではまだオプトアウトされています。そちらも解除しないと、次回の同期で再び登録解除されます。</translation>
    </message>
    <message>
        <source>A re-subscribe needs a reason.</source>
        <translation>再登録には理由が必要です。</translation>
    </message>
    <message>
        <source>Say how and when the person agreed to get e-mail again; it is kept as proof.</source>
        <translation>いつ、どのようにメール受信の同意を得たかを記入してください。証拠として保存されます。</translation>
    </message>
    <message>
        <source>Nobody here has the address {email}.</source>
        <translation>{email} というアドレスの人物はいません。</translation>
    </message>
    <message>
        <source>Check the spelling.</source>
        <translation>つづりを確認してください。</translation>
    </message>
    <message>
        <source>The record was opted out again right after it was cleared.</source>
        <translation>解除した直後に、レコードが再びオプトアウトされました。</translation>
    </message>
    <message>
        <source>Another integration keeps this opt-out: clear it there first, then try again.</source>
        <translation>別の連携がこのオプトアウトを維持しています。先にそちらで解除して、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: the address was not looked for in Salesforce yet.</source>
        <translation>ここで登録解除済みですが、同期されていません: アドレスがまだ Salesforce で検索されていません。</translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: the person&apos;s records in Salesforce were deleted.</source>
        <translation>ここで登録解除済みですが、同期されていません: 人物のレコードが Salesforce で削除されました。</translation>
    </message>
    <message>
        <source>Synced, but {failed} records refused: {here} unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>同期しましたが、{failed} 件のレコードが拒否されました: ここで登録解除 {here} 人、Salesforce でオプトアウト {there} 件。</translation>
    </message>
    <message>
        <source>Cancelled: {here} were unsubscribed here, {there} opted out in Salesforce; the rest is done next time.</source>
        <translation>キャンセルしました: ここで登録解除 {here} 人、Salesforce でオプトアウト {there} 件。残りは次回処理されます。</translation>
    </message>
    <message>
        <source>Previewed, nothing written: {here} would be unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>プレビューのみ (書き込みなし): ここで {here} 人が登録解除、Salesforce で {there} 件がオプトアウトされます。</translation>
    </message>
    <message>
        <source>The sync stopped because of an error in the program.</source>
        <translation>プログラムのエラーにより同期が停止しました。</translation>
    </message>
    <message>
        <source>Unsubscribed here, because the address is opted out in Salesforce.</source>
        <translation>アドレスが Salesforce でオプトアウトされているため、ここで登録解除しました。</translation>
    </message>
    <message>
        <source>{count} person was unsubscribed here, because the address is opted out in Salesforce.</source>
        <translation>アドレスが Salesforce でオプトアウトされているため、ここで {count} 人を登録解除しました。</translation>
    </message>
    <message>
        <source>{count} people were unsubscribed here, because their addresses are opted out in Salesforce.</source>
        <translation>アドレスが Salesforce でオプトアウトされているため、ここで {count} 人を登録解除しました。</translation>
    </message>
    <message>
        <source>Unsubscribed here, because {object} {name}, which was converted, is opted out in Salesforce.</source>
        <translation>取引の開始された{object} {name} が Salesforce でオプトアウトになっているため、ここで登録解除しました。</translation>
    </message>
    <message>
        <source>Unsubscribed here, because {object} {name} was opted out in Salesforce before it was merged into another.</source>
        <translation>{object} {name} が別のレコードにマージされる前に Salesforce でオプトアウトになっていたため、ここで登録解除しました。</translation>
    </message>
    <message>
        <source>Unsubscribed here, because {object} {name} was opted out in Salesforce before it was deleted.</source>
        <translation>{object} {name} が削除される前に Salesforce でオプトアウトになっていたため、ここで登録解除しました。</translation>
    </message>
    <message>
        <source>Unsubscribed here, because {object} {name} was opted out in Salesforce when it was seen last.</source>
        <translation>{object} {name} が最後に確認されたときに Salesforce でオプトアウトになっていたため、ここで登録解除しました。</translation>
    </message>
    <message>
        <source>Opted out in Salesforce, because the address is unsubscribed here.</source>
        <translation>アドレスがここで登録解除されているため、Salesforce でオプトアウトしました。</translation>
    </message>
    <message>
        <source>{count} record was opted out in Salesforce, because its address is unsubscribed here.</source>
        <translation>アドレスがここで登録解除されているため、Salesforce で {count} 件のレコードをオプトアウトにしました。</translation>
    </message>
    <message>
        <source>{count} records were opted out in Salesforce, because their addresses are unsubscribed here.</source>
        <translation>アドレスがここで登録解除されているため、Salesforce で {count} 件のレコードをオプトアウトにしました。</translation>
    </message>
    <message>
        <source>An earlier sync ended while Salesforce was still working for it; by that it opted out {count} record, which is recorded now.</source>
        <translation>前回の同期は、Salesforce での処理が続いている間に終了しました。その処理で {count} 件のレコードがオプトアウトされ、今回その結果を記録しました。</translation>
    </message>
    <message>
        <source>An earlier sync ended while Salesforce was still working for it; by that it opted out {count} records, which are recorded now.</source>
        <translation>前回の同期は、Salesforce での処理が続いている間に終了しました。その処理で {count} 件のレコードがオプトアウトされ、今回その結果を記録しました。</translation>
    </message>
    <message>
        <source>Pushes that were held up and need nothing more: {count}. Salesforce has their opt-outs by now, or their records are gone and the sync went on to those that took their places.</source>
        <translation>保留されていて、もう対応の必要がなくなったプッシュ: {count} 件。Salesforce にはすでにオプトアウトが反映されているか、レコードがなくなり、同期が後継のレコードに引き継ぎました。</translation>
    </message>
    <message>
        <source>If the person is in Salesforce, let the connected user see the record: share it, or give View All on the object. If not, add the person or give the Salesforce ID in an import. The opt-out then goes by itself.</source>
        <translation>その人物が Salesforce にいる場合は、接続ユーザーにレコードが見えるようにしてください (共有するか、オブジェクトの「すべて表示」を付与します)。いない場合は、人物を追加するか、インポートで Salesforce ID を指定してください。その後、オプトアウトは自動的に送信されます。</translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: Salesforce has no Contact or Lead with this address that the connected user can see.</source>
        <translation>ここでは登録解除されていますが、同期されていません: このアドレスの取引先責任者またはリードで、接続ユーザーに見えるものは Salesforce にありません。</translation>
    </message>
    <message>
        <source>Unsubscribed here, but not synced: the connected user finds no record with the person&apos;s Salesforce ID.</source>
        <translation>ここでは登録解除されていますが、同期されていません。接続ユーザーには、この人物の Salesforce ID のレコードが見つかりません。</translation>
    </message>
    <message>
        <source>{count} person was not looked for in Salesforce yet.</source>
        <translation>まだ Salesforce で検索していない人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} people were not looked for in Salesforce yet.</source>
        <translation>まだ Salesforce で検索していない人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} person has no Salesforce record.</source>
        <translation>Salesforce にレコードのない人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} people have no Salesforce record.</source>
        <translation>Salesforce にレコードのない人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} person&apos;s records in Salesforce were deleted.</source>
        <translation>Salesforce のレコードが削除された人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} people&apos;s records in Salesforce were deleted.</source>
        <translation>Salesforce のレコードが削除された人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} person&apos;s Salesforce ID finds no record.</source>
        <translation>Salesforce ID のレコードが見つからない人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} people&apos;s Salesforce IDs find no record.</source>
        <translation>Salesforce ID のレコードが見つからない人: {count} 人。</translation>
    </message>
    <message>
        <source>{count} Salesforce ID given for a person is that of a record with another address.</source>
        <translation>指定された Salesforce ID のうち、別のアドレスのレコードのもの: {count} 件。</translation>
    </message>
    <message>
        <source>{count} Salesforce IDs given for people are those of records with another address.</source>
        <translation>指定された Salesforce ID のうち、別のアドレスのレコードのもの: {count} 件。</translation>
    </message>
    <message>
        <source>{count} Salesforce ID finds no record.</source>
        <translation>レコードの見つからない Salesforce ID: {count} 件。</translation>
    </message>
    <message>
        <source>{count} Salesforce IDs find no record.</source>
        <translation>レコードの見つからない Salesforce ID: {count} 件。</translation>
    </message>
    <message>
        <source>{count} record is not found any more.</source>
        <translation>見つからなくなったレコード: {count} 件。</translation>
    </message>
    <message>
        <source>{count} records are not found any more.</source>
        <translation>見つからなくなったレコード: {count} 件。</translation>
    </message>
    <message>
        <source>{count} opted-out record in Salesforce has no e-mail address.</source>
        <translation>メールアドレスのないオプトアウト済みの Salesforce レコード: {count} 件。</translation>
    </message>
    <message>
        <source>{count} opted-out records in Salesforce have no e-mail address.</source>
        <translation>メールアドレスのないオプトアウト済みの Salesforce レコード: {count} 件。</translation>
    </message>
    <message>
        <source>The Salesforce ID given for this address is that of {object} {name}, whose address is {address}.</source>
        <translation>このアドレスに指定された Salesforce ID は {object} {name} のもので、そのアドレスは {address} です。</translation>
    </message>
    <message>
        <source>The record follows this person all the same. If the ID is wrong, import the person with the right one.</source>
        <translation>それでもレコードはこの人物に従います。ID が誤っている場合は、正しい ID で人物をインポートしてください。</translation>
    </message>
    <message>
        <source>The connected user does not find this record any more: it is hidden now, or was deleted for good.</source>
        <translation>接続ユーザーにはこのレコードが見つからなくなりました。非表示になったか、完全に削除されています。</translation>
    </message>
    <message>
        <source>Share the record with the connected user, or import the person with the right Salesforce ID.</source>
        <translation>レコードを接続ユーザーと共有するか、正しい Salesforce ID で人物をインポートしてください。</translation>
    </message>
    <message>
        <source>Both sides agree as far as the connected user can see: {here} unsubscribed here, {there} opted out in Salesforce, {not_syncable} not in Salesforce. Records seen before and not seen now, of which nothing is known: {not_seen}.</source>
        <translation>接続ユーザーが参照できる範囲で両側が一致しています: ここで登録解除 {here} 人、Salesforce でオプトアウト {there} 件、Salesforce にいない人 {not_syncable} 人。以前は参照でき、今は参照できず状態の分からないレコード: {not_seen} 件。</translation>
    </message>
    <message>
        <source>Both sides agree: {here} unsubscribed here, {there} opted out in Salesforce, {not_syncable} not in Salesforce.</source>
        <translation>両側が一致しています: ここで登録解除 {here} 人、Salesforce でオプトアウト {there} 件、Salesforce にいない人 {not_syncable} 人。</translation>
    </message>
    <message>
        <source>Synced, but {failed} record refused: {here} unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>同期しましたが、{failed} 件のレコードが拒否されました: ここで登録解除 {here} 人、Salesforce でオプトアウト {there} 件。</translation>
    </message>
    <message>
        <source>Cancelled: {here} was unsubscribed here, {there} opted out in Salesforce; the rest is done next time.</source>
        <translation>キャンセルしました: ここで登録解除 {here} 人、Salesforce でオプトアウト {there} 件。残りは次回処理されます。</translation>
    </message>
    <message>
        <source>The computer was busy or asleep for so long in the middle of this sync that another may have begun; what was left is done by the next one.</source>
        <translation>この同期の途中でコンピューターが長くスリープまたは高負荷の状態になり、別の同期が始まった可能性があります。残りは次回の同期で行われます。</translation>
    </message>
    <message>
        <source>The preview was carried out: {here} unsubscribed here, {there} opted out in Salesforce. What came up since, the next sync does.</source>
        <translation>プレビューの内容を実行しました。ここで登録解除 {here} 件、Salesforce でオプトアウト {there} 件。その後に見つかったものは次回の同期で行われます。</translation>
    </message>
    <message>
        <source>Synced: {here} unsubscribed here, {there} opted out in Salesforce. Meanwhile {left} person came up who is not in step yet; the next sync does the rest.</source>
        <translation>同期しました。ここで登録解除 {here} 件、Salesforce でオプトアウト {there} 件。その間に、まだ一致していない人物が {left} 人見つかりました。残りは次回の同期で行われます。</translation>
    </message>
    <message>
        <source>Synced: {here} unsubscribed here, {there} opted out in Salesforce. Meanwhile {left} people came up who are not in step yet; the next sync does the rest.</source>
        <translation>同期しました。ここで登録解除 {here} 件、Salesforce でオプトアウト {there} 件。その間に、まだ一致していない人物が {left} 人見つかりました。残りは次回の同期で行われます。</translation>
    </message>
    <message>
        <source>Synced: {here} unsubscribed here, {there} opted out in Salesforce. Not in step is {left} box that somebody unticked in Salesforce: it waits for your decision, or was left so.</source>
        <translation>同期しました：ここで登録解除 {here}、Salesforce でオプトアウト {there}。Salesforce で誰かがチェックを外した {left} 件は一致していません：あなたの判断を待っているか、そのままにされています。</translation>
    </message>
    <message>
        <source>Synced: {here} unsubscribed here, {there} opted out in Salesforce. Not in step are {left} boxes that somebody unticked in Salesforce: they wait for your decision, or were left so.</source>
        <translation>同期しました：ここで登録解除 {here}、Salesforce でオプトアウト {there}。Salesforce で誰かがチェックを外した {left} 件は一致していません：あなたの判断を待っているか、そのままにされています。</translation>
    </message>
    <message>
        <source>{object} {name} is opted out in Salesforce and has no e-mail address.</source>
        <translation>{object} {name} は Salesforce でオプトアウトされていますが、メールアドレスがありません。</translation>
    </message>
    <message>
        <source>Add the address in Salesforce if the person is to be known here.</source>
        <translation>ここでも管理する場合は、Salesforce でアドレスを追加してください。</translation>
    </message>
    <message>
        <source>Salesforce accepted the opt-out, but it is not there when read again.</source>
        <translation>Salesforce はオプトアウトを受け付けましたが、読み直すと反映されていません。</translation>
    </message>
    <message>
        <source>Look for an automation or another integration in Salesforce that takes the tick away again.</source>
        <translation>チェックを外している自動処理や別の連携が Salesforce にないか確認してください。</translation>
    </message>
    <message>
        <source>At that time the computer was off or asleep, the program was closed, or another sync was running.</source>
        <translation>その時刻に、コンピューターの電源オフやスリープ、プログラムの終了、または別の同期の実行があったためです。</translation>
    </message>
    <message>
        <source>At that time the computer was off or asleep, or the program was closed; the run planned for {night} covers it.</source>
        <translation>その時刻に、コンピューターの電源オフやスリープ、またはプログラムの終了があったためです。{night} の同期に含まれます。</translation>
    </message>
    <message>
        <source>The nightly sync waits and is caught up by itself: {why}</source>
        <translation>夜間同期は待機し、後で自動的に実行されます: {why}</translation>
    </message>
    <message>
        <source>{count} night was missed, or the clock of this computer was ahead; the run planned for {night} covers it.</source>
        <translation>{count} 回の夜間同期が実行されなかったか、このコンピューターの時計が進んでいました。{night} に予定された同期でまとめて処理されます。</translation>
    </message>
    <message>
        <source>{count} nights were missed, or the clock of this computer was ahead; the run planned for {night} covers them.</source>
        <translation>{count} 回の夜間同期が実行されなかったか、このコンピューターの時計が進んでいました。{night} に予定された同期でまとめて処理されます。</translation>
    </message>
    <message>
        <source>The program ended in the middle of this sync; what was left is done by the next one.</source>
        <translation>この同期の途中でプログラムが終了しました。残りは次回の同期で処理されます。</translation>
    </message>
    <message>
        <source>Cancelled by the admin.</source>
        <translation>管理者がキャンセルしました。</translation>
    </message>
    <message>
        <source>Syncing met an error in the program itself.</source>
        <translation>同期中にプログラム自体のエラーが発生しました。</translation>
    </message>
    <message>
        <source>Sync again; the log file in the data folder has the details.</source>
        <translation>もう一度同期してください。詳細はデータフォルダーのログファイルに記録されています。</translation>
    </message>
    <message>
        <source>Another Unsubscribe Sync is syncing this data directory right now.</source>
        <translation>別の Unsubscribe Sync が、このデータディレクトリを同期中です。</translation>
    </message>
    <message>
        <source>Wait until it has finished, then try again.</source>
        <translation>完了を待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The program met an error of its own.</source>
        <translation>プログラムのエラーが発生しました。</translation>
    </message>
    <message>
        <source>The log file in the data directory has details; please report it.</source>
        <translation>詳細はデータディレクトリのログファイルにあります。報告してください。</translation>
    </message>
    <message>
        <source>Rows read so far were imported. Import the file again after that: nothing is done twice.</source>
        <translation>それまでに読み取った行はインポート済みです。その後でもう一度ファイルをインポートしてください。同じ処理が二重に行われることはありません。</translation>
    </message>
    <message>
        <source>--column wants HEADER=MEANING, for instance --column Mail=email.</source>
        <translation>--column には 見出し=意味 の形で指定してください (例: --column Mail=email)。</translation>
    </message>
    <message>
        <source>“{name}” is the same file as another elsewhere on the disk.</source>
        <translation>「{name}」は、ディスク上の別の場所にあるファイルと同一です。</translation>
    </message>
    <message>
        <source>Put a copy into the watched folder instead of a hard link.</source>
        <translation>ハードリンクではなく、コピーを監視フォルダに入れてください。</translation>
    </message>
    <message>
        <source>“{name}” belongs to another user of this computer.</source>
        <translation>「{name}」は、このコンピューターの別のユーザーのものです。</translation>
    </message>
    <message>
        <source>The watched folder “{folder}” is not there.</source>
        <translation>監視フォルダー「{folder}」がありません。</translation>
    </message>
    <message>
        <source>Make it, connect its drive, or choose another; it is watched as soon as it is there.</source>
        <translation>フォルダーを作成するか、ドライブを接続するか、別のフォルダーを選択してください。使用可能になりしだい監視します。</translation>
    </message>
    <message>
        <source>The watched folder “{folder}” cannot be used.</source>
        <translation>監視フォルダー「{folder}」を使用できません。</translation>
    </message>
    <message>
        <source>Give this program the right to read, rename and add files there, or choose another.</source>
        <translation>このプログラムに、フォルダー内のファイルの読み取り・名前変更・追加の権限を与えるか、別のフォルダーを選択してください。</translation>
    </message>
    <message>
        <source>“{folder}” belongs to another user of this computer, so no file is taken from there.</source>
        <translation>「{folder}」はこのコンピューターの別のユーザーのものなので、そこからファイルは取り込まれません。</translation>
    </message>
    <message>
        <source>Other users of this computer may write to “{folder}”, so no file is taken from there.</source>
        <translation>このコンピューターの他のユーザーが「{folder}」に書き込めるため、そこからファイルは取り込まれません。</translation>
    </message>
    <message>
        <source>Take the right to write there from them. Where others are to put files there, allow it: unsubscribe-sync settings watched_folder_shared on</source>
        <translation>他のユーザーの書き込み権限を外してください。他のユーザーもファイルを置く場合は、次のコマンドで許可してください: unsubscribe-sync settings watched_folder_shared on</translation>
    </message>
    <message>
        <source>“{folder}” is a link, so no file is taken from there.</source>
        <translation>「{folder}」はリンクなので、そこからファイルは取り込まれません。</translation>
    </message>
    <message>
        <source>Give the folder itself; where it is a subfolder of the watched folder, remove the link.</source>
        <translation>フォルダそのものを指定してください。監視フォルダのサブフォルダの場合は、リンクを削除してください。</translation>
    </message>
    <message>
        <source>Use a folder and files of your own. Where others are to put files there, allow it: unsubscribe-sync settings watched_folder_shared on</source>
        <translation>自分のフォルダとファイルを使ってください。他のユーザーもファイルを置く場合は、次のコマンドで許可してください: unsubscribe-sync settings watched_folder_shared on</translation>
    </message>
    <message>
        <source>{object} {name} is opted out in Salesforce.</source>
        <translation>{object} {name} は Salesforce でオプトアウトされています。</translation>
    </message>
    <message>
        <source>Another record of this address is opted out in Salesforce.</source>
        <translation>同じアドレスの別のレコードが Salesforce でオプトアウトされています。</translation>
    </message>
    <message>
        <source>Unsubscribed here on {when}. Source: {source}.</source>
        <translation>{when} にここで登録解除。ソース: {source}。</translation>
    </message>
    <message>
        <source>The answer of the browser cannot be received: the ports {ports} are all in use.</source>
        <translation>ブラウザーからの応答を受信できません。ポート {ports} がすべて使用中です。</translation>
    </message>
    <message>
        <source>End the program that uses one of them, then sign in again.</source>
        <translation>いずれかのポートを使用しているプログラムを終了して、ログインし直してください。</translation>
    </message>
    <message>
        <source>The sign-in was not finished in the browser within the time for it, minutes: {minutes}.</source>
        <translation>制限時間 ({minutes} 分) 内にブラウザーでのログインが完了しませんでした。</translation>
    </message>
    <message>
        <source>What was given is not an RSA private key in PEM form.</source>
        <translation>指定されたのは PEM 形式の RSA 秘密鍵ではありません。</translation>
    </message>
    <message>
        <source>Give the private key that belongs to the certificate in the app: a text that begins with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY.</source>
        <translation>アプリケーションの証明書に対応する秘密鍵 (BEGIN PRIVATE KEY または BEGIN RSA PRIVATE KEY で始まるテキスト) を指定してください。</translation>
    </message>
    <message>
        <source>The private key is protected by a password.</source>
        <translation>秘密鍵がパスワードで保護されています。</translation>
    </message>
    <message>
        <source>Give it without the password; this program keeps it in the keyring, and the file is not needed again.</source>
        <translation>パスワードなしの鍵を指定してください。鍵はキーリングに保存され、ファイルは以後不要です。</translation>
    </message>
    <message>
        <source>The private key has {bits} bits, which is too few.</source>
        <translation>秘密鍵が {bits} ビットで、短すぎます。</translation>
    </message>
    <message>
        <source>Make a key of 2048 bits or more, and put its certificate into the app.</source>
        <translation>2048 ビット以上の鍵を作成し、その証明書をアプリケーションに登録してください。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs from that of Salesforce by minutes: {minutes}.</source>
        <translation>このコンピューターの時計が Salesforce と {minutes} 分ずれています。</translation>
    </message>
    <message>
        <source>Set the clock of this computer right, then sign in again.</source>
        <translation>コンピューターの時計を合わせて、ログインし直してください。</translation>
    </message>
    <message>
        <source>Signing in with the secret of the app works only at the address of your org.</source>
        <translation>アプリケーションの秘密によるログインは、自社の組織のアドレスでのみ使用できます。</translation>
    </message>
    <message>
        <source>The consumer key of the app in your org is needed to sign in.</source>
        <translation>ログインには、組織のアプリケーションのコンシューマー鍵が必要です。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the External Client App Manager, open the app, and copy its consumer key from the OAuth settings.</source>
        <translation>Salesforce の [設定] で [外部クライアントアプリケーションマネージャー] からアプリケーションを開き、OAuth 設定のコンシューマー鍵をコピーしてください。</translation>
    </message>
    <message>
        <source>Salesforce gave an access that cannot be renewed.</source>
        <translation>Salesforce から、更新できないアクセス情報が渡されました。</translation>
    </message>
    <message>
        <source>Add the scope refresh_token to the app in Salesforce Setup, and let its refresh token policy keep tokens until they are revoked; then sign in again.</source>
        <translation>Salesforce の [設定] でアプリケーションに範囲 refresh_token を追加し、更新トークンポリシーを「取り消されるまで有効」にしてから、ログインし直してください。</translation>
    </message>
    <message>
        <source>Of the {total} API calls your org has in 24 hours {left} is left; {reserve} are kept for others, and the sync needs about {needed}.</source>
        <translation>24 時間の API コール {total} 回のうち、残りは {left} 回です。{reserve} 回はほかの連携用に残しますが、同期には約 {needed} 回が必要です。</translation>
    </message>
    <message>
        <source>Of the {total} API calls your org has in 24 hours {left} are left; {reserve} are kept for others, and the sync needs about {needed}.</source>
        <translation>24 時間の API コール {total} 回のうち、残りは {left} 回です。{reserve} 回はほかの連携用に残しますが、同期には約 {needed} 回が必要です。</translation>
    </message>
    <message>
        <source>Of the {total} API calls your org has in 24 hours {left} is left; {reserve} are kept for others, so the sync stopped there.</source>
        <translation>24 時間の API コール {total} 回のうち、残りは {left} 回です。{reserve} 回をほかの連携用に残すため、同期を停止しました。</translation>
    </message>
    <message>
        <source>Of the {total} API calls your org has in 24 hours {left} are left; {reserve} are kept for others, so the sync stopped there.</source>
        <translation>24 時間の API コール {total} 回のうち、残りは {left} 回です。{reserve} 回をほかの連携用に残すため、同期を停止しました。</translation>
    </message>
    <message>
        <source>What is done stays done. The nightly sync goes on by itself once calls are free again, as those of the last 24 hours run out; try one of your own again in an hour or two, or lower the setting calls_reserve.</source>
        <translation>処理済みの分はそのまま残ります。コール数が回復すると、夜間同期は自動的に再開されます。手動の同期は 1～2 時間後にもう一度お試しになるか、設定 calls_reserve を下げてください。</translation>
    </message>
    <message>
        <source>Not everything that was written was read back: the API calls left are kept for others.</source>
        <translation>残りの API コールをほかの連携用に確保するため、書き込んだ内容の一部は読み直していません。</translation>
    </message>
    <message>
        <source>The scheduler of this computer refused the nightly sync.</source>
        <translation>このコンピューターのスケジューラーが夜間同期の登録を拒否しました。</translation>
    </message>
    <message>
        <source>Leave the program open at night instead, or show the raw text to whoever runs this computer.</source>
        <translation>代わりに夜間もこのプログラムを開いたままにするか、このコンピューターの管理者に原文を見せてください。</translation>
    </message>
    <message>
        <source>This computer has no launchd, so that nothing could start the sync at night.</source>
        <translation>このコンピューターには launchd がないため、夜間に同期を開始できるものがありません。</translation>
    </message>
    <message>
        <source>It runs while you are logged in, also with the screen locked; what a sleep made it miss it catches up.</source>
        <translation>ログインしている間は、画面がロックされていても実行されます。スリープで実行できなかった分は後で実行されます。</translation>
    </message>
    <message>
        <source>People are here</source>
        <translation>人物が登録されている</translation>
    </message>
    <message>
        <source>People have a Salesforce ID</source>
        <translation>人物に Salesforce ID がある</translation>
    </message>
    <message>
        <source>The nightly sync is on</source>
        <translation>夜間同期がオンになっている</translation>
    </message>
    <message>
        <source>The nightly sync runs while this program is closed</source>
        <translation>プログラムを閉じていても夜間同期が実行される</translation>
    </message>
    <message>
        <source>The system&apos;s scheduler starts it.</source>
        <translation>システムのスケジューラーが開始します。</translation>
    </message>
    <message>
        <source>The keyring of this computer keeps the sign-in</source>
        <translation>このコンピューターのキーリングにログイン情報を保管できる</translation>
    </message>
    <message>
        <source>The keyring can be read.</source>
        <translation>キーリングを読み取れます。</translation>
    </message>
    <message>
        <source>The clock of this computer is right</source>
        <translation>このコンピューターの時計が正しい</translation>
    </message>
    <message>
        <source>It agrees with the clock of Salesforce.</source>
        <translation>Salesforce の時計と一致しています。</translation>
    </message>
    <message>
        <source>{people} person is here, {unsubscribed} of them unsubscribed.</source>
        <translation>人物は {people} 人、うち {unsubscribed} 人が登録解除済みです。</translation>
    </message>
    <message>
        <source>{people} people are here, {unsubscribed} of them unsubscribed.</source>
        <translation>人物は {people} 人、うち {unsubscribed} 人が登録解除済みです。</translation>
    </message>
    <message>
        <source>Nobody is here yet.</source>
        <translation>まだ人物が登録されていません。</translation>
    </message>
    <message>
        <source>Load people from Salesforce on the Salesforce page, or import a CSV file under Import and export.</source>
        <translation>[Salesforce] ページで Salesforce から人物を読み込むか、[インポートとエクスポート] で CSV ファイルをインポートしてください。</translation>
    </message>
    <message>
        <source>{linked} of {people} person has a Salesforce ID; syncs have read the records of {seen} so far.</source>
        <translation>{people} 人のうち {linked} 人に Salesforce ID があり、これまでの同期で {seen} 人のレコードを読み取りました。</translation>
    </message>
    <message>
        <source>{linked} of {people} people have a Salesforce ID; syncs have read the records of {seen} so far.</source>
        <translation>{people} 人のうち {linked} 人に Salesforce ID があり、これまでの同期で {seen} 人のレコードを読み取りました。</translation>
    </message>
    <message>
        <source>{linked} of {people} person has a Salesforce ID; syncs have read the records of {seen} so far. {left} cannot sync (not looked for yet: {never}; no Contact or Lead with their address that the connected user can see: {none}; record deleted: {deleted}; record not found by the connected user: {unseen}).</source>
        <translation>人物 {people} 人のうち {linked} 人に Salesforce ID があります。これまでの同期で {seen} 件のレコードを読み取りました。{left}は同期できません (まだ探していない: {never} 件、そのアドレスの取引先責任者またはリードで接続ユーザーに見えるものがない: {none} 件、レコード削除済み: {deleted} 件、接続ユーザーがレコードを見つけられない: {unseen} 件)。</translation>
    </message>
    <message>
        <source>{linked} of {people} people have a Salesforce ID; syncs have read the records of {seen} so far. {left} cannot sync (not looked for yet: {never}; no Contact or Lead with their address that the connected user can see: {none}; record deleted: {deleted}; record not found by the connected user: {unseen}).</source>
        <translation>人物 {people} 人のうち {linked} 人に Salesforce ID があります。これまでの同期で {seen} 件のレコードを読み取りました。{left}は同期できません (まだ探していない: {never} 件、そのアドレスの取引先責任者またはリードで接続ユーザーに見えるものがない: {none} 件、レコード削除済み: {deleted} 件、接続ユーザーがレコードを見つけられない: {unseen} 件)。</translation>
    </message>
    <message>
        <source>The next sync looks for those who were never looked for. The others are listed under People, Cannot sync; they sync as soon as the connected user sees a Contact or Lead with their address.</source>
        <translation>まだ探していない人物は、次の同期で探します。ほかの人物は [人物] の [同期できない] に表示されます。そのアドレスの取引先責任者またはリードが接続ユーザーに見えるようになると、同期されます。</translation>
    </message>
    <message>
        <source>The nightly sync is on.</source>
        <translation>夜間同期はオンです。</translation>
    </message>
    <message>
        <source>The nightly sync is on; the next one is planned for {at}.</source>
        <translation>夜間同期はオンです。次回の予定は {at} です。</translation>
    </message>
    <message>
        <source>The nightly sync is off, as it is until you switch it on: opt-outs made in Salesforce do not come here by themselves.</source>
        <translation>夜間同期はオフです (オンにするまではオフのままです)。Salesforce でのオプトアウトは、自動ではここに反映されません。</translation>
    </message>
    <message>
        <source>Switch it on under Settings, Unsubscribes, Integration.</source>
        <translation>[設定]、[登録解除]、[統合] でオンにしてください。</translation>
    </message>
    <message>
        <source>Leave the program open at night instead.</source>
        <translation>代わりに夜間もこのプログラムを開いたままにしてください。</translation>
    </message>
    <message>
        <source>The nightly sync runs only while this program is open.</source>
        <translation>夜間同期は、このプログラムを開いている間だけ実行されます。</translation>
    </message>
    <message>
        <source>Switch on that it also runs when the program is closed, or leave it open.</source>
        <translation>プログラムを閉じていても実行されるように設定するか、開いたままにしてください。</translation>
    </message>
    <message>
        <source>The access to this org is not kept in the keyring.</source>
        <translation>この組織へのアクセス情報はキーリングに保管されません。</translation>
    </message>
    <message>
        <source>Salesforce did not tell its time.</source>
        <translation>Salesforce から時刻が通知されませんでした。</translation>
    </message>
    <message>
        <source>It is about {minutes} minutes ahead of the clock of Salesforce.</source>
        <translation>Salesforce の時計より約 {minutes} 分進んでいます。</translation>
    </message>
    <message>
        <source>It is about {minutes} minutes behind the clock of Salesforce.</source>
        <translation>Salesforce の時計より約 {minutes} 分遅れています。</translation>
    </message>
    <message>
        <source>Let this computer set its clock by the network: nights begin at the wrong time otherwise.</source>
        <translation>このコンピューターの時計をネットワークで合わせてください。合っていないと夜間同期が誤った時刻に始まります。</translation>
    </message>
    <message>
        <source>This program does not know the scheduler of this system.</source>
        <translation>このプログラムはこのシステムのスケジューラーに対応していません。</translation>
    </message>
    <message>
        <source>A practice org runs only while this program does.</source>
        <translation>練習用組織はこのプログラムの実行中にのみ動作します。</translation>
    </message>
    <message>
        <source>The access to Salesforce was handed in for this start of the program only, and is stored nowhere.</source>
        <translation>Salesforce へのアクセス情報は今回の起動のためだけに渡されたもので、どこにも保存されていません。</translation>
    </message>
    <message>
        <source>This computer has no systemd, so that nothing could start the sync at night.</source>
        <translation>このコンピューターには systemd がないため、夜間に同期を開始できるものがありません。</translation>
    </message>
    <message>
        <source>There is no systemd for this user&apos;s session, so that nothing could start the sync at night.</source>
        <translation>このユーザーのセッションには systemd がないため、夜間に同期を開始できるものがありません。</translation>
    </message>
    <message>
        <source>It runs while you are logged in, also with the screen locked; for nights after logging out an administrator can run: loginctl enable-linger.</source>
        <translation>ログインしている間は、画面がロックされていても実行されます。ログアウト後の夜間にも実行するには、管理者が loginctl enable-linger を実行してください。</translation>
    </message>
    <message>
        <source>This computer has no Task Scheduler, so that nothing could start the sync at night.</source>
        <translation>このコンピューターにはタスク スケジューラがないため、夜間に同期を開始できるものがありません。</translation>
    </message>
    <message>
        <source>There is no org “{text}” here.</source>
        <translation>組織「{text}」はここにはありません。</translation>
    </message>
    <message>
        <source>unsubscribe-sync orgs lists them, with their numbers and names.</source>
        <translation>unsubscribe-sync orgs で、番号と名前の一覧を確認できます。</translation>
    </message>
    <message>
        <source>Several orgs are called “{text}”.</source>
        <translation>「{text}」という名前の組織が複数あります。</translation>
    </message>
    <message>
        <source>Give a number instead: {numbers}.</source>
        <translation>代わりに番号を指定してください: {numbers}。</translation>
    </message>
    <message>
        <source>The file {path} does not say which org is the current one.</source>
        <translation>ファイル {path} から、現在の組織がどれか読み取れません。</translation>
    </message>
    <message>
        <source>Choose one with unsubscribe-sync orgs use NUMBER; unsubscribe-sync orgs lists them.</source>
        <translation>unsubscribe-sync orgs use 番号 で選んでください。一覧は unsubscribe-sync orgs で確認できます。</translation>
    </message>
    <message>
        <source>{name} is the current org.</source>
        <translation>{name} は現在の組織です。</translation>
    </message>
    <message>
        <source>Switch to another org first, then remove this one.</source>
        <translation>先に別の組織に切り替えてから、この組織を外してください。</translation>
    </message>
    <message>
        <source>{waiting} push of {name} has not reached Salesforce yet.</source>
        <translation>{name} のプッシュ {waiting} 件が、まだ Salesforce に届いていません。</translation>
    </message>
    <message>
        <source>{waiting} pushes of {name} have not reached Salesforce yet.</source>
        <translation>{name} のプッシュ {waiting} 件が、まだ Salesforce に届いていません。</translation>
    </message>
    <message>
        <source>Send them first, or remove the org with --yes; they stay in its folder.</source>
        <translation>先に送信するか、--yes を付けて組織を外してください。プッシュは組織のフォルダーに残ります。</translation>
    </message>
    <message>
        <source>The access to {name} cannot be revoked and removed: no keyring can be reached here.</source>
        <translation>{name} へのアクセス権を取り消して削除できません。この環境ではキーリングを使用できません。</translation>
    </message>
    <message>
        <source>Remove the org in a session that has its keyring. With --yes it is removed all the same; then revoke the access in Salesforce Setup, under Connected Apps OAuth Usage.</source>
        <translation>キーリングを使用できるセッションで組織を削除してください。--yes を指定するとそのまま削除されます。その場合は、Salesforce の [設定] の [接続アプリケーションの OAuth の利用状況] でアクセス権を取り消してください。</translation>
    </message>
    <message>
        <source>The practice org is not one of the orgs that --org chooses from.</source>
        <translation>練習用組織は --org で選ぶ対象ではありません。</translation>
    </message>
    <message>
        <source>Give --practice or --org, not both.</source>
        <translation>--practice と --org のどちらか一方だけを指定してください。</translation>
    </message>
    <message>
        <source>Nothing can be written to the folder {path}.</source>
        <translation>フォルダー {path} に書き込めません。</translation>
    </message>
    <message>
        <source>Check that the disk is not full and that you may write to this folder.</source>
        <translation>ディスクに空きがあること、このフォルダーに書き込めることを確認してください。</translation>
    </message>
    <message>
        <source>Check again in a few minutes.</source>
        <translation>数分後にもう一度チェックしてください。</translation>
    </message>
    <message>
        <source>The org does not show this part of its Setup to programs.</source>
        <translation>組織の [設定] のこの部分は、プログラムから参照できません。</translation>
    </message>
    <message>
        <source>This was not looked at: the connected user lacks the permission {permission} in Salesforce.</source>
        <translation>確認できませんでした。接続ユーザーに Salesforce の [{permission}] 権限がありません。</translation>
    </message>
    <message>
        <source>Give the connected user the permission {permission} in a profile or permission set, then check again; or look at it yourself as an administrator.</source>
        <translation>プロファイルまたは権限セットで接続ユーザーに [{permission}] 権限を与えて再確認するか、管理者としてご自身で確認してください。</translation>
    </message>
    <message>
        <source>Asking this computer</source>
        <translation>このコンピューターを確認しています</translation>
    </message>
    <message>
        <source>Looking at the org</source>
        <translation>組織を確認中</translation>
    </message>
    <message>
        <source>Counting the people here</source>
        <translation>人物を数えています</translation>
    </message>
    <message>
        <source>Checklist: {done} done, {to_do} to do, {warnings} to look at, {unknown} could not be checked.</source>
        <translation>チェックリスト: 完了 {done} 件、要対応 {to_do} 件、要確認 {warnings} 件、確認不可 {unknown} 件。</translation>
    </message>
    <message>
        <source>{field} on {object} is visible</source>
        <translation>{object}の{field}を参照できる</translation>
    </message>
    <message>
        <source>{field} on {object} can be written</source>
        <translation>{object}の{field}に書き込める</translation>
    </message>
    <message>
        <source>The Marketo Sales Insight package is installed</source>
        <translation>Marketo Sales Insight パッケージがインストールされている</translation>
    </message>
    <message>
        <source>The package is not there, but a checkbox of the same label is.</source>
        <translation>パッケージはありませんが、同じ表示ラベルのチェックボックスがあります。</translation>
    </message>
    <message>
        <source>Neither the package nor an older one of its kind is installed.</source>
        <translation>このパッケージも、同種の旧パッケージもインストールされていません。</translation>
    </message>
    <message>
        <source>{label} ({name}) is there, and the connected user can see it.</source>
        <translation>{label} ({name}) があり、接続ユーザーが参照できます。</translation>
    </message>
    <message>
        <source>The connected user may write {label} on {object} records.</source>
        <translation>接続ユーザーは{object}レコードの{label}に書き込めます。</translation>
    </message>
    <message>
        <source>{field} cannot be written on {object} records before it can be seen.</source>
        <translation>{field}は、参照できるようになるまで{object}レコードに書き込めません。</translation>
    </message>
    <message>
        <source>{label} is read-only on {object} records for the connected user.</source>
        <translation>{object}レコードの{label}は、接続ユーザーには参照のみです。</translation>
    </message>
    <message>
        <source>{label} ({name}) exists on {object}, but field-level security hides it from the connected user.</source>
        <translation>{object}に{label} ({name}) はありますが、項目レベルセキュリティにより接続ユーザーから隠されています。</translation>
    </message>
    <message>
        <source>The connected user cannot see {label} ({name}) on {object}: very likely field-level security hides it.</source>
        <translation>接続ユーザーは{object}の{label} ({name}) を参照できません。項目レベルセキュリティで隠されている可能性が高いです。</translation>
    </message>
    <message>
        <source>Open the field {label} in Salesforce Setup, choose {set_security}, clear {read_only} for the profile of the connected user, save, then check again.</source>
        <translation>Salesforce の [設定] でフィールド「{label}」を開き、[{set_security}] で接続ユーザーのプロファイルの [{read_only}] をオフにして保存し、再確認してください。</translation>
    </message>
    <message>
        <source>Open the field in Salesforce Setup, choose {set_security}, tick {visible} and clear {read_only} for the profile of the connected user, save, then check again.</source>
        <translation>Salesforce の [設定] でフィールドを開き、[{set_security}] で接続ユーザーのプロファイルの [{visible}] をオン、[{read_only}] をオフにして保存し、再確認してください。</translation>
    </message>
    <message>
        <source>On person accounts the field of the Contact decides: open it in Salesforce Setup, choose {set_security}, tick {visible} and clear {read_only} for the profile of the connected user, save, then check again.</source>
        <translation>個人取引先では取引先責任者のフィールドの設定が適用されます。Salesforce の [設定] でそのフィールドを開き、[{set_security}] で接続ユーザーのプロファイルの [{visible}] をオン、[{read_only}] をオフにして保存し、再確認してください。</translation>
    </message>
    <message>
        <source>{count} checkboxes on {object} could be Marketo Sales Opt Out; this program does not guess.</source>
        <translation>{object}には Marketo Sales オプトアウトの候補となるチェックボックスが {count} 個あります。このプログラムは推測で選びません。</translation>
    </message>
    <message>
        <source>Choose the one that Marketo Sales writes; the choice is remembered.</source>
        <translation>Marketo Sales が書き込むものを選んでください。選択は記憶されます。</translation>
    </message>
    <message>
        <source>There is no Marketo Sales Opt Out on {object}: the package that brings it is not installed.</source>
        <translation>{object}に Marketo Sales オプトアウトがありません。これを含むパッケージがインストールされていません。</translation>
    </message>
    <message>
        <source>Install the Marketo Sales Insight package from AppExchange, for the profile of the connected user too, then check again; or keep to Email Opt Out.</source>
        <translation>AppExchange から Marketo Sales Insight パッケージを、接続ユーザーのプロファイルも対象にしてインストールし、再確認してください。または、メールオプトアウトを使い続けてください。</translation>
    </message>
    <message>
        <source>No checkbox on {object} is labelled {label}, though the package may be installed.</source>
        <translation>パッケージがインストールされている場合でも、{object}に表示ラベル「{label}」のチェックボックスがありません。</translation>
    </message>
    <message>
        <source>If the field was renamed, choose it here or give it its label back in Salesforce Setup; if it is not there, update the package.</source>
        <translation>フィールドの名前が変更されている場合は、ここで選ぶか、Salesforce の [設定] で元の表示ラベルに戻してください。フィールドがない場合はパッケージを更新してください。</translation>
    </message>
    <message>
        <source>The connected user cannot see a Marketo Sales Opt Out on {object}. Whether it is hidden or not there could not be told.</source>
        <translation>接続ユーザーは{object}の Marketo Sales オプトアウトを参照できません。隠されているのか、存在しないのかは判別できませんでした。</translation>
    </message>
    <message>
        <source>As an administrator look for the field in Salesforce Setup: if it is there, choose {set_security}, tick {visible} and clear {read_only}; if not, install the Marketo Sales Insight package.</source>
        <translation>管理者として Salesforce の [設定] でフィールドを探してください。ある場合は [{set_security}] で [{visible}] をオン、[{read_only}] をオフにし、ない場合は Marketo Sales Insight パッケージをインストールしてください。</translation>
    </message>
    <message>
        <source>{name}, version {version}, is installed.</source>
        <translation>{name} (バージョン {version}) がインストールされています。</translation>
    </message>
    <message>
        <source>Its checkbox {name} is there.</source>
        <translation>そのチェックボックス {name} があります。</translation>
    </message>
    <message>
        <source>The checkbox {name}, which was chosen for {object}, cannot be seen any more.</source>
        <translation>{object}用に選ばれたチェックボックス {name} を参照できなくなりました。</translation>
    </message>
    <message>
        <source>Choose another one, or make it visible in Salesforce Setup by field-level security; then check again.</source>
        <translation>別のチェックボックスを選ぶか、Salesforce の [設定] の項目レベルセキュリティで参照可能にして、再確認してください。</translation>
    </message>
    <message>
        <source>{field} is on the page layouts of {object}</source>
        <translation>{field}が{object}のページレイアウトにある</translation>
    </message>
    <message>
        <source>{field} is on the page layout {layout}</source>
        <translation>{field}がページレイアウト「{layout}」にある</translation>
    </message>
    <message>
        <source>This is looked at as soon as the checkbox itself was found.</source>
        <translation>チェックボックス自体が見つかり次第、確認されます。</translation>
    </message>
    <message>
        <source>The field is not on it, but no profile uses this layout.</source>
        <translation>フィールドはありませんが、このレイアウトを使うプロファイルもありません。</translation>
    </message>
    <message>
        <source>The field is not on this page layout. Which profiles use it could not be read.</source>
        <translation>このページレイアウトにフィールドがありません。使用しているプロファイルは読み取れませんでした。</translation>
    </message>
    <message>
        <source>The field is not on this page layout, which is used by: {uses}.</source>
        <translation>このページレイアウトにフィールドがありません。使用しているプロファイル: {uses}。</translation>
    </message>
    <message>
        <source>It is in the section {section}, and can be edited there.</source>
        <translation>セクション「{section}」にあり、編集できます。</translation>
    </message>
    <message>
        <source>It is in the section {section}, and can be edited there. Used by: {uses}.</source>
        <translation>セクション「{section}」にあり、編集できます。使用しているプロファイル: {uses}。</translation>
    </message>
    <message>
        <source>It is in the section {section}, but read-only there.</source>
        <translation>セクション「{section}」にありますが、参照のみです。</translation>
    </message>
    <message>
        <source>It is in the section {section}, but read-only there. Used by: {uses}.</source>
        <translation>セクション「{section}」にありますが、参照のみです。使用しているプロファイル: {uses}。</translation>
    </message>
    <message>
        <source>The connected user is shown no page layout for people on {object}, though every org has some.</source>
        <translation>どの組織にもあるはずの{object}の人物用ページレイアウトが、接続ユーザーには 1 つも表示されません。</translation>
    </message>
    <message>
        <source>Salesforce does not tell which page layout for people on {object} the connected user is given.</source>
        <translation>接続ユーザーに表示される{object}の人物用ページレイアウトを、Salesforce から取得できません。</translation>
    </message>
    <message>
        <source>Look at it yourself as an administrator: open the page layouts in Salesforce Setup.</source>
        <translation>管理者として、Salesforce の [設定] でページレイアウトを開いて確認してください。</translation>
    </message>
    <message>
        <source>Let this program add {field} after showing what changes; or open the layout, choose {edit}, then {fields}, drag {field} onto the layout, and save.</source>
        <translation>変更内容を確認したうえで、このプログラムに{field}を追加させることができます。または、レイアウトを開いて [{edit}]、[{fields}] を選び、{field}をレイアウトにドラッグして保存してください。</translation>
    </message>
    <message>
        <source>The layout belongs to a package, so this program leaves it alone: open it, choose {edit}, then {fields}, drag {field} onto the layout, and save.</source>
        <translation>このレイアウトはパッケージのものなので、プログラムからは変更しません。レイアウトを開いて [{edit}]、[{fields}] を選び、{field}をレイアウトにドラッグして保存してください。</translation>
    </message>
    <message>
        <source>The sync works all the same. So that people can tick it too, open the layout, choose {edit}, open the properties of the field, clear {read_only}, and save.</source>
        <translation>同期には影響しません。画面でもオンにできるようにするには、レイアウトを開いて [{edit}] を選び、フィールドのプロパティで [{read_only}] をオフにして保存してください。</translation>
    </message>
    <message>
        <source>The connected user sees {field} on {object} pages</source>
        <translation>接続ユーザーに{object}のページで{field}が表示される</translation>
    </message>
    <message>
        <source>{field} is on every layout that the connected user is given.</source>
        <translation>{field}は、接続ユーザーに割り当てられたすべてのレイアウトにあります。</translation>
    </message>
    <message>
        <source>{field} is not on the layout that the connected user is given.</source>
        <translation>{field}は、接続ユーザーに割り当てられたレイアウトにありません。</translation>
    </message>
    <message>
        <source>{field} is not on the layouts that the connected user is given for: {types}.</source>
        <translation>{field}は、接続ユーザーに割り当てられた次のレコードタイプのレイアウトにありません: {types}。</translation>
    </message>
    <message>
        <source>{field} is on the layouts that the connected user is given, but cannot be edited there.</source>
        <translation>{field}は接続ユーザーに割り当てられたレイアウトにありますが、そこでは編集できません。</translation>
    </message>
    <message>
        <source>Add the field to that page layout; if it is on it, make it visible by field-level security.</source>
        <translation>フィールドをそのページレイアウトに追加してください。すでにある場合は、項目レベルセキュリティで参照可能にしてください。</translation>
    </message>
    <message>
        <source>It is in the section {section}, as a field that can be edited. Used by: {uses}. Whether field-level security shows it to them could not be read: only the connected user&apos;s view was looked at.</source>
        <translation>セクション {section} に、編集できる項目として配置されています。使用: {uses}。項目レベルセキュリティでこれらのプロファイルに表示されるかどうかは読み取れませんでした: 調べたのは接続ユーザーの表示だけです。</translation>
    </message>
    <message>
        <source>It is on this layout, but field-level security hides it from: {profiles}. Used by: {uses}.</source>
        <translation>このレイアウトにありますが、項目レベルセキュリティにより次のプロファイルには表示されません: {profiles}。使用: {uses}。</translation>
    </message>
    <message>
        <source>It is on this layout, but field-level security hides it from: {profiles}; only users with one of these permission sets see it: {sets}. Used by: {uses}.</source>
        <translation>このレイアウトにありますが、項目レベルセキュリティにより次のプロファイルには表示されません: {profiles}。表示されるのは、次のいずれかの権限セットを持つユーザーだけです: {sets}。使用: {uses}。</translation>
    </message>
    <message>
        <source>It is on this layout, but field-level security makes it read-only for: {profiles}. Used by: {uses}.</source>
        <translation>このレイアウトにありますが、項目レベルセキュリティにより次のプロファイルでは参照のみです: {profiles}。使用: {uses}。</translation>
    </message>
    <message>
        <source>It is on this layout, but field-level security makes it read-only for: {profiles}; only users with one of these permission sets can edit it: {sets}. Used by: {uses}.</source>
        <translation>このレイアウトにありますが、項目レベルセキュリティにより次のプロファイルでは参照のみです: {profiles}。編集できるのは、次のいずれかの権限セットを持つユーザーだけです: {sets}。使用: {uses}。</translation>
    </message>
    <message>
        <source>The sync works all the same. So that these people see it, open the field {field} in Salesforce Setup, choose Set Field-Level Security, tick Visible for their profiles, and save.</source>
        <translation>このままでも同期は動作します。これらの人に表示するには、Salesforce の [設定] で項目 {field} を開き、[項目レベルセキュリティの設定] を選び、そのプロファイルの [参照可能] をオンにして保存してください。</translation>
    </message>
    <message>
        <source>The sync works all the same. So that these people can tick it, open the field {field} in Salesforce Setup, choose Set Field-Level Security, clear Read-Only for their profiles, and save.</source>
        <translation>このままでも同期は動作します。これらの人がオンにできるようにするには、Salesforce の [設定] で項目 {field} を開き、[項目レベルセキュリティの設定] を選び、そのプロファイルの [参照のみ] をオフにして保存してください。</translation>
    </message>
    <message>
        <source>Lightning pages of {object} with Dynamic Forms</source>
        <translation>動的フォームを使う{object}の Lightning ページ</translation>
    </message>
    <message>
        <source>No Lightning page of {object} chooses its fields by Dynamic Forms: the page layouts decide.</source>
        <translation>動的フォームでフィールドを選ぶ{object}の Lightning ページはありません。表示はページレイアウトで決まります。</translation>
    </message>
    <message>
        <source>What is on these Lightning pages could not be read, so nothing is known of them: {pages}.</source>
        <translation>次の Lightning ページの内容を読み取れなかったため、状態は不明です: {pages}。</translation>
    </message>
    <message>
        <source>{field} is on the Lightning page {page}</source>
        <translation>{field}が Lightning ページ「{page}」にある</translation>
    </message>
    <message>
        <source>This Lightning page chooses its fields by Dynamic Forms, and this one is not among them.</source>
        <translation>この Lightning ページは動的フォームでフィールドを選んでいますが、このフィールドは含まれていません。</translation>
    </message>
    <message>
        <source>The sync works all the same. So that people see it, open the page, choose Edit, drag {field} from Fields onto it, and save. Which users get this page is decided by its activation.</source>
        <translation>同期には影響しません。画面に表示するには、ページを開いて [編集] を選び、[フィールド] から{field}をドラッグして保存してください。どのユーザーにこのページが表示されるかは、ページの有効化で決まります。</translation>
    </message>
    <message>
        <source>The field is on this Lightning page, but a rule hides it at times.</source>
        <translation>フィールドはこの Lightning ページにありますが、ルールにより表示されないことがあります。</translation>
    </message>
    <message>
        <source>If that is not meant, open the page, choose Edit, and remove the field&apos;s visibility rule.</source>
        <translation>意図したものでない場合は、ページを開いて [編集] を選び、フィールドの表示ルールを削除してください。</translation>
    </message>
    <message>
        <source>The field is on this Lightning page, but in a section, column or tab that a rule hides at times.</source>
        <translation>項目はこの Lightning ページにありますが、表示ルールにより非表示になることがあるセクション、列、またはタブの中にあります。</translation>
    </message>
    <message>
        <source>If that is not meant, open the page, choose Edit, and remove the visibility rule of the part that holds {field}, or drag {field} into another one.</source>
        <translation>意図したものでなければ、ページを開いて [編集] を選び、{field} を含む部分の表示ルールを削除するか、{field} を別の部分にドラッグしてください。</translation>
    </message>
    <message>
        <source>The field is on this Lightning page, but read-only there.</source>
        <translation>項目はこの Lightning ページにありますが、参照のみです。</translation>
    </message>
    <message>
        <source>The sync works all the same. So that people can tick it too, open the page, choose Edit, select {field}, set its UI Behavior to None, and save.</source>
        <translation>このままでも同期は動作します。人がオンにすることもできるようにするには、ページを開いて [編集] を選び、{field} を選択して [UI の動作] を [なし] にし、保存してください。</translation>
    </message>
    <message>
        <source>The sync works all the same. The page belongs to a package and cannot be edited: clone it in Lightning App Builder, put {field} on the clone so that people see and can edit it, and activate the clone in its place.</source>
        <translation>このままでも同期は動作します。このページはパッケージのもので編集できません: Lightning アプリケーションビルダーでコピーし、見えて編集できるように {field} をコピーに配置して、代わりにコピーを有効化してください。</translation>
    </message>
    <message>
        <source>The field is on this Lightning page.</source>
        <translation>フィールドはこの Lightning ページにあります。</translation>
    </message>
    <message>
        <source>{who} added {field} to the page layout {layout} of {object}.</source>
        <translation>{who} が{object}のページレイアウト「{layout}」に{field}を追加しました。</translation>
    </message>
    <message>
        <source>{who} added {field} to the page layout {layout} of {object}, through the Metadata API.</source>
        <translation>{who} がメタデータ API で{object}のページレイアウト「{layout}」に{field}を追加しました。</translation>
    </message>
    <message>
        <source>{who} put the page layout {layout} of {object} back as it was.</source>
        <translation>{who} が{object}のページレイアウト「{layout}」を元に戻しました。</translation>
    </message>
    <message>
        <source>Add the field by hand: open the layout in Salesforce Setup, choose Edit, then Fields, drag the field onto it, and save.</source>
        <translation>手動で追加してください。Salesforce の [設定] でレイアウトを開き、[編集]、[フィールド] を選び、フィールドをドラッグして保存します。</translation>
    </message>
    <message>
        <source>The page layout {layout} belongs to a package, so this program does not change it.</source>
        <translation>ページレイアウト「{layout}」はパッケージのものなので、このプログラムからは変更しません。</translation>
    </message>
    <message>
        <source>{field} is on the page layout {layout} already.</source>
        <translation>{field}はすでにページレイアウト「{layout}」にあります。</translation>
    </message>
    <message>
        <source>Check again to see how things stand.</source>
        <translation>再確認して現在の状態をご覧ください。</translation>
    </message>
    <message>
        <source>The page layout {layout} has no such section that a field could be put into.</source>
        <translation>ページレイアウト「{layout}」に、フィールドを追加できる該当のセクションがありません。</translation>
    </message>
    <message>
        <source>The page layout {layout} is not one of Contacts, Leads or person accounts.</source>
        <translation>ページレイアウト「{layout}」は、取引先責任者、リード、個人取引先のものではありません。</translation>
    </message>
    <message>
        <source>Choose another layout.</source>
        <translation>別のレイアウトを選んでください。</translation>
    </message>
    <message>
        <source>The connected user cannot see Marketo Sales Opt Out on {object}, so it cannot be added.</source>
        <translation>接続ユーザーが{object}の Marketo Sales オプトアウトを参照できないため、追加できません。</translation>
    </message>
    <message>
        <source>First make the field visible, as the checklist says, then check again.</source>
        <translation>まずチェックリストの説明に従ってフィールドを参照可能にし、再確認してください。</translation>
    </message>
    <message>
        <source>The page layout {layout} was changed in Salesforce since it was shown. Nothing was written.</source>
        <translation>表示した後に、ページレイアウト「{layout}」が Salesforce で変更されました。何も書き込んでいません。</translation>
    </message>
    <message>
        <source>Look at the new plan, then add the field again.</source>
        <translation>新しい変更内容を確認してから、もう一度フィールドを追加してください。</translation>
    </message>
    <message>
        <source>Remove the field by hand: open the layout in Salesforce Setup and choose Edit.</source>
        <translation>手動でフィールドを削除してください。Salesforce の [設定] でレイアウトを開き、[編集] を選びます。</translation>
    </message>
    <message>
        <source>{field} is no longer on the page layout {layout}, so nothing was written.</source>
        <translation>{field} はページレイアウト {layout} にもうないため、何も書き込みませんでした。</translation>
    </message>
    <message>
        <source>The page layout {layout} was sent to Salesforce, but whether it was saved is not known.</source>
        <translation>ページレイアウト {layout} を Salesforce に送信しましたが、保存されたかどうかはわかりません。</translation>
    </message>
    <message>
        <source>Check again to see how it is now. The original is kept and can be put back.</source>
        <translation>もう一度チェックして、現在の状態を確認してください。元のレイアウトは保存されており、元に戻せます。</translation>
    </message>
    <message>
        <source>This program keeps no earlier state of this page layout.</source>
        <translation>このページレイアウトの以前の状態は保管されていません。</translation>
    </message>
    <message>
        <source>The connected user may not change page layouts: the permission {first} is missing, and for the other way, the Metadata API, the permission {second}.</source>
        <translation>接続ユーザーはページレイアウトを変更できません。[{first}] 権限がなく、もう一つの方法であるメタデータ API に必要な [{second}] 権限もありません。</translation>
    </message>
    <message>
        <source>Give the user the permission {first}, or, where that is not enough, {second} too; or change the layout by hand.</source>
        <translation>ユーザーに [{first}] 権限を与え、それで足りない場合は [{second}] 権限も与えてください。または、手動でレイアウトを変更してください。</translation>
    </message>
    <message>
        <source>The Tooling API refused the page layout {layout} with {refusal}, and for the other way, the Metadata API, the connected user lacks the permission {second}.</source>
        <translation>Tooling API がページレイアウト「{layout}」を {refusal} で拒否しました。もう一つの方法であるメタデータ API に必要な [{second}] 権限が、接続ユーザーにありません。</translation>
    </message>
    <message>
        <source>Give the user the permission {second}, or change the layout by hand.</source>
        <translation>ユーザーに [{second}] 権限を与えるか、手動でレイアウトを変更してください。</translation>
    </message>
    <message>
        <source>The connected user may not change page layouts: the permission {first} is missing, and the other way, the Metadata API, was refused with {refusal}.</source>
        <translation>接続ユーザーはページレイアウトを変更できません。[{first}] 権限がなく、もう一つの方法であるメタデータ API は {refusal} で拒否されました。</translation>
    </message>
    <message>
        <source>Give the user the permission {first}, or change the layout by hand.</source>
        <translation>ユーザーに [{first}] 権限を与えるか、手動でレイアウトを変更してください。</translation>
    </message>
    <message>
        <source>There is nothing to put back.</source>
        <translation>元に戻すものはありません。</translation>
    </message>
    <message>
        <source>The page layout {layout} is not as it was after {field} was added: somebody, or a new release of Salesforce, changed it since. Putting it back would undo that change too, so nothing was written.</source>
        <translation>ページレイアウト「{layout}」は {field} を追加したときの状態ではありません。その後、だれか、または Salesforce の新しいリリースによって変更されました。元に戻すとその変更も失われるため、何も書き込んでいません。</translation>
    </message>
    <message>
        <source>Salesforce saved the page layout {layout}, but not as it was sent.</source>
        <translation>Salesforce はページレイアウト「{layout}」を保存しましたが、送信した内容と一致しません。</translation>
    </message>
    <message>
        <source>Open the layout in Salesforce Setup and look; the original is kept and can be put back.</source>
        <translation>Salesforce の [設定] でレイアウトを開いて確認してください。元のレイアウトは保管されており、元に戻せます。</translation>
    </message>
    <message>
        <source>The connected user may not read page layouts: the permission {permission} is missing.</source>
        <translation>接続ユーザーはページレイアウトを読み取れません。[{permission}] 権限がありません。</translation>
    </message>
    <message>
        <source>Give the user the permission {permission}, or change the layout by hand.</source>
        <translation>ユーザーに [{permission}] 権限を与えるか、手動でレイアウトを変更してください。</translation>
    </message>
    <message>
        <source>Salesforce refused the page layout {layout} with {refusal}. Nothing was changed.</source>
        <translation>Salesforce がページレイアウト「{layout}」を {refusal} で拒否しました。何も変更されていません。</translation>
    </message>
    <message>
        <source>Looking for the package and the fields</source>
        <translation>パッケージとフィールドを確認しています</translation>
    </message>
    <message>
        <source>Reading the page layouts of {object}</source>
        <translation>{object}のページレイアウトを読み取っています</translation>
    </message>
    <message>
        <source>Reading the page layouts of {object}: {done} of {total}</source>
        <translation>{object}のページレイアウトを読み取っています: {done} / {total}</translation>
    </message>
    <message>
        <source>Reading what the connected user sees of {object}</source>
        <translation>接続ユーザーに表示される{object}の画面を読み取っています</translation>
    </message>
    <message>
        <source>Reading the Lightning pages</source>
        <translation>Lightning ページを読み取っています</translation>
    </message>
    <message>
        <source>Reading the Lightning pages: {done} of {total}</source>
        <translation>Lightning ページを読み取っています: {done} / {total}</translation>
    </message>
    <message>
        <source>Trying whether Salesforce takes an opt-out on {object}</source>
        <translation>{object}のオプトアウトを保存できるか試しています</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>要対応</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Could not be checked</source>
        <translation>確認不可</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>Access to Salesforce</source>
        <translation>Salesforce へのアクセス</translation>
    </message>
    <message>
        <source>Page layouts</source>
        <translation>ページレイアウト</translation>
    </message>
    <message>
        <source>Lightning pages</source>
        <translation>Lightning ページ</translation>
    </message>
    <message>
        <source>What may refuse an opt-out</source>
        <translation>オプトアウトを拒否する可能性のあるもの</translation>
    </message>
    <message>
        <source>Who else writes Email Opt Out</source>
        <translation>同じ項目への他の書き込み元</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Nightly sync and this computer</source>
        <translation>夜間同期とこのコンピューター</translation>
    </message>
    <message>
        <source>Checklist for unsubscribes in Salesforce</source>
        <translation>Salesforce での登録解除のチェックリスト</translation>
    </message>
    <message>
        <source>Org {name} ({id}), {url}, looked at as {user}. Checked on {at} by {who}.</source>
        <translation>組織 {name} ({id})、{url}、接続ユーザー {user}。確認日時 {at}、確認者 {who}。</translation>
    </message>
    <message>
        <source>The newest look, on {at}, failed: all that follows was found on {found}.</source>
        <translation>直近の確認（{at}）は失敗しました。以下はすべて {found} の確認結果です。</translation>
    </message>
    <message>
        <source>No org is connected. Checked on {at} by {who}.</source>
        <translation>組織に接続されていません。確認日時 {at}、確認者 {who}。</translation>
    </message>
    <message>
        <source>{done} done, {to_do} to do, {warnings} to look at, {unknown} could not be checked, {not_needed} not needed.</source>
        <translation>完了 {done} 件、要対応 {to_do} 件、要確認 {warnings} 件、確認不可 {unknown} 件、不要 {not_needed} 件。</translation>
    </message>
    <message>
        <source>The org is ready for a sync to {field}.</source>
        <translation>組織は{field}との同期の準備ができています。</translation>
    </message>
    <message>
        <source>The org is not ready for a sync to {field}.</source>
        <translation>組織は{field}との同期の準備ができていません。</translation>
    </message>
    <message>
        <source>Salesforce takes an opt-out on {object}</source>
        <translation>{object}のオプトアウトを Salesforce に保存できる</translation>
    </message>
    <message>
        <source>Validation rules of {object}</source>
        <translation>{object}の入力規則</translation>
    </message>
    <message>
        <source>No validation rule is active.</source>
        <translation>有効な入力規則はありません。</translation>
    </message>
    <message>
        <source>Duplicate rules of {object}</source>
        <translation>{object}の重複ルール</translation>
    </message>
    <message>
        <source>No duplicate rule is active.</source>
        <translation>有効な重複ルールはありません。</translation>
    </message>
    <message>
        <source>Converted Leads are followed to their Contact</source>
        <translation>取引の開始済みリードから取引先責任者をたどれる</translation>
    </message>
    <message>
        <source>Nothing was tried, because the field cannot be written yet.</source>
        <translation>フィールドにまだ書き込めないため、何も試していません。</translation>
    </message>
    <message>
        <source>Triggers and flows of {object}</source>
        <translation>{object}のトリガーとフロー</translation>
    </message>
    <message>
        <source>Active validation rules: {count} ({names}). The save that was tried passed them.</source>
        <translation>有効な入力規則: {count} 件 ({names})。試した保存は通過しました。</translation>
    </message>
    <message>
        <source>Active duplicate rules: {count} ({names}). The save that was tried passed them.</source>
        <translation>有効な重複ルール: {count} 件 ({names})。試した保存は通過しました。</translation>
    </message>
    <message>
        <source>Active rules: {count} ({names}), and the save that was tried was refused.</source>
        <translation>有効なルール: {count} 件 ({names})。試した保存は拒否されました。</translation>
    </message>
    <message>
        <source>Active rules: {count} ({names}). Whether one refuses opt-outs is not known.</source>
        <translation>有効なルール: {count} 件 ({names})。オプトアウトを拒否するものがあるかどうかは不明です。</translation>
    </message>
    <message>
        <source>See whether a rule applies to records as they are, and exempt the connected user or records whose opt-out alone changes.</source>
        <translation>既存のレコードに該当するルールがないか確認し、接続ユーザーまたはオプトアウトだけの変更を対象外にしてください。</translation>
    </message>
    <message>
        <source>Active validation rules: {count}. What these say could not be read: {names}.</source>
        <translation>有効な入力規則: {count} 件。次の内容は読み取れませんでした: {names}。</translation>
    </message>
    <message>
        <source>These are active and name the opt-out field: {names}. A save that leaves the box as it is does not put them to the test; whether they refuse an opt-out is not known.</source>
        <translation>次のものが有効で、オプトアウトフィールドを名指しています: {names}。チェックボックスを変えない保存では試されないため、オプトアウトを拒否するかどうかは分かりません。</translation>
    </message>
    <message>
        <source>No trigger and no flow runs when {object} records are changed.</source>
        <translation>{object}のレコードの変更時に実行されるトリガーやフローはありません。</translation>
    </message>
    <message>
        <source>Active: {count} ({names}). None of them names the opt-out field.</source>
        <translation>有効: {count} 件 ({names})。オプトアウトフィールドを名指すものはありません。</translation>
    </message>
    <message>
        <source>Active: {count}. These do not name the opt-out field themselves, or do not show their text, and what they call was not looked at: {names}.</source>
        <translation>有効: {count} 件。次のものは、それ自体ではオプトアウトフィールドを名指さないか、内容を表示しません。そこから呼び出される処理は調べていません: {names}。</translation>
    </message>
    <message>
        <source>Setup shows this program nothing at all of this object, so it is not believed to be all.</source>
        <translation>このオブジェクトについて、設定からこのプログラムには何も表示されないため、何もないとは判断できません。</translation>
    </message>
    <message>
        <source>{field} is ticked on no {object} record that the connected user can see, so there was none to try on without changing something. Whether a rule refuses opt-outs is not known.</source>
        <translation>接続ユーザーに見える{object}のレコードに、{field} がオンのものがないため、何も変えずに試せるレコードがありませんでした。オプトアウトを拒否するルールがあるかどうかは分かりません。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. No active rule, trigger or flow is known to mind that the box changes.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。チェックボックスの変更に反応する有効なルール、トリガー、フローは知られていません。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused that. No active rule, trigger or flow is known to mind that the box changes.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。チェックボックスの変更に反応する有効なルール、トリガー、フローは知られていません。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. Rules that mind that the box changes were not met by it, and whether there are any could not be read.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。チェックボックスの変更に反応するルールはこれでは試されず、そのようなルールがあるかどうかは読み取れませんでした。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused that. Rules that mind that the box changes were not met by it, and whether there are any could not be read.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。チェックボックスの変更に反応するルールはこれでは試されず、そのようなルールがあるかどうかは読み取れませんでした。</translation>
    </message>
    <message>
        <source>Give the connected user the permission View Setup and Configuration, then check again; or send one opt-out and see whether it arrives.</source>
        <translation>接続ユーザーに権限「設定・定義を参照する」を付与してから、もう一度確認してください。または、オプトアウトを 1 件送信して、届くかどうかを確かめてください。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. But these name the field and may refuse that the box changes, which was not tried: {names}.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。ただし、次のものはこの項目を名指しており、チェックボックスの変更を拒否する可能性がありますが、試していません: {names}。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused that. But these name the field and may refuse that the box changes, which was not tried: {names}.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。ただし、次のものはこの項目を名指しており、チェックボックスの変更を拒否する可能性がありますが、試していません: {names}。</translation>
    </message>
    <message>
        <source>Ask your Salesforce developer whether one of them minds that the opt-out field changes. The first opt-outs that are sent show it too.</source>
        <translation>オプトアウトフィールドの変更に反応するものがあるか、Salesforce の開発者に確認してください。最初に送信されるオプトアウトでも分かります。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} record whose box was ticked already was saved again, and no rule refused that. But what these do when the box changes does not show, and was not tried: {names}.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。ただし、チェックボックスが変わるときに次のものが何をするかは分からず、試していません: {names}。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} records whose box was ticked already were saved again, and no rule refused that. But what these do when the box changes does not show, and was not tried: {names}.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直し、拒否するルールはありませんでした。ただし、チェックボックスが変わるときに次のものが何をするかは分からず、試していません: {names}。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} record whose box was ticked already was saved again; the rest was refused, with {code}.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直しました。残りは {code} で拒否されました。</translation>
    </message>
    <message>
        <source>{passed} of {count} {object} records whose box was ticked already were saved again; the rest was refused, with {code}.</source>
        <translation>既にオンの{object}のレコード {count} 件のうち {passed} 件を保存し直しました。残りは {code} で拒否されました。</translation>
    </message>
    <message>
        <source>The org lets opt-outs pass. See to the record that was refused if its own opt-out is to arrive; the next look tries others in its place.</source>
        <translation>組織はオプトアウトを受け付けます。拒否されたレコード自体のオプトアウトも届ける必要があれば、そのレコードを直してください。次の確認では、代わりに別のレコードを試します。</translation>
    </message>
    <message>
        <source>Rules of the org refused {refused} of {count} opt-out that was sent to {object} records in the last {days} days, the last one on {at}, with {code}.</source>
        <translation>過去 {days} 日間に{object}のレコードへ送信されたオプトアウト {count} 件のうち {refused} 件を、組織のルールが拒否しました (最後は {at}、{code})。</translation>
    </message>
    <message>
        <source>Rules of the org refused {refused} of {count} opt-outs that were sent to {object} records in the last {days} days, the last one on {at}, with {code}.</source>
        <translation>過去 {days} 日間に{object}のレコードへ送信されたオプトアウト {count} 件のうち {refused} 件を、組織のルールが拒否しました (最後は {at}、{code})。</translation>
    </message>
    <message>
        <source>Exempt the connected user: let the formula or condition ask for a custom permission ($Permission), and give that to the user in a permission set. Mending records does not help against a rule about this field.</source>
        <translation>接続ユーザーを対象外にしてください: 数式または条件でカスタム権限 ($Permission) を確認するようにし、その権限を権限セットで接続ユーザーに付与します。この項目についてのルールには、レコードを直しても効果がありません。</translation>
    </message>
    <message>
        <source>Where the rule is about this field, exempt the connected user: let its formula ask for a custom permission ($Permission), and give that to the user; else put the records right. Then send what is held up once more, and check again.</source>
        <translation>ルールがこの項目についてのものであれば、接続ユーザーを対象外にしてください: 数式でカスタム権限 ($Permission) を確認するようにし、その権限を接続ユーザーに付与します。そうでなければ、レコードを直してください。その後、保留中のものをもう一度送信してから、確認してください。</translation>
    </message>
    <message>
        <source>Where the rule is about the opt-out field, exempt the connected user: let its formula ask for a custom permission ($Permission), and give that to the user; else put the record right. Then check again.</source>
        <translation>ルールがオプトアウトフィールドについてのものであれば、接続ユーザーを対象外にしてください: 数式でカスタム権限 ($Permission) を確認するようにし、その権限を接続ユーザーに付与します。そうでなければ、レコードを直してください。その後、もう一度確認してください。</translation>
    </message>
    <message>
        <source>Open the record in Salesforce, put right what is named there, then check again.</source>
        <translation>Salesforce でレコードを開き、指摘された点を直してから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>Show the raw text to your Salesforce developer, then check again.</source>
        <translation>元のテキストを Salesforce の開発者に見せてから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>Put the cause right in Salesforce, then check again.</source>
        <translation>Salesforce で原因を直してから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>Finish or recall the approval in Salesforce, then check again.</source>
        <translation>Salesforce で承認を完了または取り消してから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>The connected user sees no Lead that was converted.</source>
        <translation>接続ユーザーに見える取引開始済みのリードはありません。</translation>
    </message>
    <message>
        <source>{lost} of {total} converted Leads leads to no Contact, so that no opt-out can reach it.</source>
        <translation>取引の開始済みリード {total} 件のうち {lost} 件は取引先責任者がないため、オプトアウトを反映できません。</translation>
    </message>
    <message>
        <source>{lost} of {total} converted Leads lead to no Contact, so that no opt-out can reach them.</source>
        <translation>取引の開始済みリード {total} 件のうち {lost} 件は取引先責任者がないため、オプトアウトを反映できません。</translation>
    </message>
    <message>
        <source>Nothing is lost here: such people stay unsubscribed in this program. If mail is sent to converted Leads, look at those without a Contact in Salesforce.</source>
        <translation>このプログラムでの登録解除は失われません。取引の開始済みリードにメールを送っている場合は、取引先責任者のないものを Salesforce で確認してください。</translation>
    </message>
    <message>
        <source>Every converted Lead ({total}) leads to a Contact, which gets the opt-out.</source>
        <translation>取引の開始済みリード ({total} 件) はすべて取引先責任者につながっており、オプトアウトはそこに反映されます。</translation>
    </message>
    <message>
        <source>{field} on {object} was writable on {before} and is hidden or gone today.</source>
        <translation>{object}の{field}は {before} には書き込めましたが、今は参照できないか、なくなっています。</translation>
    </message>
    <message>
        <source>{field} on {object} was writable on {before} and is read-only today.</source>
        <translation>{object}の{field}は {before} には書き込めましたが、今は参照のみです。</translation>
    </message>
    <message>
        <source>{field} on {object} was read-only on {before} and is hidden or gone today.</source>
        <translation>{object}の{field}は {before} には参照のみでしたが、今は参照できないか、なくなっています。</translation>
    </message>
    <message>
        <source>{field} on {object}: several checkboxes could be it today, unlike on {before}.</source>
        <translation>{object}の{field}: {before} の時点と異なり、今は候補となるチェックボックスが複数あります。</translation>
    </message>
    <message>
        <source>{field} on {object} allows more today than on {before}.</source>
        <translation>{object}の{field}で、{before} の時点より多くの操作ができるようになりました。</translation>
    </message>
    <message>
        <source>Open the checklist: it names the cause and leads to the page in Salesforce that puts it right.</source>
        <translation>チェックリストを開いてください。原因が示され、Salesforce の該当ページに移動して直すことができます。</translation>
    </message>
    <message>
        <source>Connection to Salesforce, encrypted and verified</source>
        <translation>Salesforce との通信 (暗号化、相手の確認)</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Org to which this data belongs</source>
        <translation>このデータが属する組織</translation>
    </message>
    <message>
        <source>API of the org</source>
        <translation>組織の API</translation>
    </message>
    <message>
        <source>Reading and writing the opt out field</source>
        <translation>オプトアウトフィールドの読み書き</translation>
    </message>
    <message>
        <source>API calls left today</source>
        <translation>本日の API コールの残り</translation>
    </message>
    <message>
        <source>Contacts only: the connected user sees no Leads in this org.</source>
        <translation>取引先責任者のみです。接続ユーザーが参照できるリードはこの組織にありません。</translation>
    </message>
    <message>
        <source>{name}, {id}, a production org</source>
        <translation>{name}、{id}、本番組織</translation>
    </message>
    <message>
        <source>{name}, {id}, a sandbox</source>
        <translation>{name}、{id}、Sandbox 組織</translation>
    </message>
    <message>
        <source>{name}, {id}, a practice org</source>
        <translation>{name}、{id}、練習用組織</translation>
    </message>
    <message>
        <source>as {user}</source>
        <translation>ユーザー: {user}</translation>
    </message>
    <message>
        <source>It is missing, hidden from the connected user, or read-only on: {object}.</source>
        <translation>{object}で、フィールドが存在しないか、接続ユーザーに表示されないか、参照のみになっています。</translation>
    </message>
    <message>
        <source>{left} of {total}</source>
        <translation>残り {left} (上限 {total})</translation>
    </message>
    <message>
        <source>A password was given without a user for the proxy.</source>
        <translation>プロキシのユーザー名なしでパスワードが指定されました。</translation>
    </message>
    <message>
        <source>Give --proxy-user as well, and --proxy with the address of the proxy.</source>
        <translation>--proxy-user と、プロキシのアドレスを --proxy で指定してください。</translation>
    </message>
    <message>
        <source>What was given is not the address of a proxy.</source>
        <translation>指定された値はプロキシのアドレスではありません。</translation>
    </message>
    <message>
        <source>Give it like this: proxy.example.com:8080, with the user and the password in fields of their own.</source>
        <translation>proxy.example.com:8080 のように指定してください。ユーザー名とパスワードは別の欄に入力します。</translation>
    </message>
    <message>
        <source>A user or a password was given, but no proxy of its own that they are for.</source>
        <translation>ユーザーまたはパスワードが指定されましたが、それを使うプロキシが指定されていません。</translation>
    </message>
    <message>
        <source>Name the proxy as well (--proxy proxy.example.com:8080), even where the system names it too. Nothing was changed.</source>
        <translation>システムが指定している場合でも、プロキシも指定してください（--proxy proxy.example.com:8080）。何も変更されていません。</translation>
    </message>
    <message>
        <source>The password of the proxy is too long to be kept.</source>
        <translation>プロキシのパスワードが長すぎて保存できません。</translation>
    </message>
    <message>
        <source>A user was given, and the way to the mail server is not encrypted.</source>
        <translation>ユーザーが指定されましたが、メールサーバーへの接続が暗号化されていません。</translation>
    </message>
    <message>
        <source>Choose STARTTLS or TLS, or leave the user empty. Nothing was changed.</source>
        <translation>STARTTLS または TLS を選ぶか、ユーザーを空にしてください。何も変更されていません。</translation>
    </message>
    <message>
        <source>The password of the mail server is too long to be kept.</source>
        <translation>メールサーバーのパスワードが長すぎて保存できません。</translation>
    </message>
    <message>
        <source>It may have {longest} characters at most.</source>
        <translation>最大 {longest} 文字です。</translation>
    </message>
    <message>
        <source>There are {most} addresses already, and there can be no more.</source>
        <translation>アドレスはすでに {most} 件あり、これ以上追加できません。</translation>
    </message>
    <message>
        <source>Remove one of them first.</source>
        <translation>先に 1 件を削除してください。</translation>
    </message>
    <message>
        <source>The address is not in the keyring of this computer any more.</source>
        <translation>アドレスはこのコンピューターのキーリングにもうありません。</translation>
    </message>
    <message>
        <source>Remove it from the list, and add it anew.</source>
        <translation>リストから削除し、追加し直してください。</translation>
    </message>
    <message>
        <source>The proxy {proxy} cannot be reached.</source>
        <translation>プロキシ {proxy} に接続できません。</translation>
    </message>
    <message>
        <source>Check the network, and the proxy under Network on the Salesforce page of the settings; what waits is sent by itself when it is back.</source>
        <translation>ネットワークと、設定の Salesforce ページにある「ネットワーク」のプロキシを確認してください。待機中のものは、復旧すると自動的に送信されます。</translation>
    </message>
    <message>
        <source>The proxy {proxy} wants a user and a password, or others.</source>
        <translation>プロキシ {proxy} が、ユーザー名とパスワード (または別のもの) を求めています。</translation>
    </message>
    <message>
        <source>Give the proxy with its user and password under Network on the Salesforce page of the settings, or with unsubscribe-sync network.</source>
        <translation>設定の Salesforce ページにある「ネットワーク」、または unsubscribe-sync network で、プロキシのユーザー名とパスワードを指定してください。</translation>
    </message>
    <message>
        <source>The proxy {proxy} answers, but cannot reach Salesforce (HTTP status {status}).</source>
        <translation>プロキシ {proxy} は応答しますが、Salesforce に接続できません (HTTP ステータス {status})。</translation>
    </message>
    <message>
        <source>It is tried again by itself; if it persists, ask whoever runs the proxy.</source>
        <translation>自動的に再試行されます。続く場合は、プロキシの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>The proxy {proxy} lets nobody through to Salesforce (HTTP status {status}).</source>
        <translation>プロキシ {proxy} が Salesforce への接続を許可していません (HTTP ステータス {status})。</translation>
    </message>
    <message>
        <source>Ask whoever runs the proxy to allow *.salesforce.com and *.force.com, port 443, or give another one.</source>
        <translation>プロキシの管理者に *.salesforce.com と *.force.com のポート 443 を許可してもらうか、別のプロキシを指定してください。</translation>
    </message>
    <message>
        <source>The system names a proxy that is not an HTTP proxy.</source>
        <translation>システムの設定にあるプロキシは HTTP プロキシではありません。</translation>
    </message>
    <message>
        <source>Give the address of an HTTP proxy, or none, under Network on the Salesforce page of the settings.</source>
        <translation>設定の Salesforce ページにある「ネットワーク」で、HTTP プロキシのアドレスを指定するか、プロキシを使わないようにしてください。</translation>
    </message>
    <message>
        <source>This computer offers no keyring in which the password of the proxy could be kept.</source>
        <translation>このコンピューターには、プロキシのパスワードを保存できるキーリングがありません。</translation>
    </message>
    <message>
        <source>Run in a desktop session; on a server, set HTTPS_PROXY for this process, with user and password in it, and leave the proxy as the system says.</source>
        <translation>デスクトップセッションで実行してください。サーバーでは、ユーザー名とパスワードを含む HTTPS_PROXY をこのプロセスに設定し、プロキシは「システムの設定に従う」のままにしてください。</translation>
    </message>
    <message>
        <source>If that is meant, give --yes as well. Nothing was done.</source>
        <translation>そのとおりでよければ、--yes も指定してください。処理は何も行われていません。</translation>
    </message>
    <message>
        <source>Beginning anew in {path} with the refreshed sandbox keeps the settings, and goes on without the people, the unsubscribes and the pushes that wait; all of that is kept as an archive beside it.</source>
        <translation>更新された Sandbox で {path} を新しく始めると、設定は引き継がれますが、人物、登録解除、待機中のプッシュはなくなります。それらはすべて、隣にアーカイブとして残ります。</translation>
    </message>
    <message>
        <source>Beginning anew in {path} goes on without the people, the unsubscribes with their history, the pushes that wait, the settings and the status log that were there.</source>
        <translation>{path} で新しく始めると、これまでの人物、登録解除とその履歴、待機中のプッシュ、設定、ステータスログは引き継がれません。</translation>
    </message>
    <message>
        <source>What was done in Salesforce stays done, and may not be noted here. Look at the person, then run the command again after that.</source>
        <translation>Salesforce で行われた変更はそのまま残りますが、ここに記録されていない可能性があります。対処した後、その人物を確認し、コマンドをもう一度実行してください。</translation>
    </message>
    <message>
        <source>Nothing was changed; run the command again after that.</source>
        <translation>何も変更されていません。対処した後、コマンドをもう一度実行してください。</translation>
    </message>
    <message>
        <source>What was asked for is done and kept; only the rest of the answer is missing.</source>
        <translation>依頼された処理は完了し、保存されています。結果の表示の一部だけが欠けています。</translation>
    </message>
    <message>
        <source>Who was loaded before stays. Load people again after that: nobody is added twice.</source>
        <translation>読み込み済みの人物は残ります。対処した後、人物をもう一度読み込んでください。二重に追加されることはありません。</translation>
    </message>
    <message>
        <source>The setting may not have been kept. Look at it, and set it again after that.</source>
        <translation>設定が保存されていない可能性があります。対処した後、設定を確認し、もう一度設定してください。</translation>
    </message>
    <message>
        <source>What was done before is kept; the next sync does the rest.</source>
        <translation>それまでの処理は保存されています。残りは次回の同期で処理されます。</translation>
    </message>
    <message>
        <source>What was sent before is noted; the rest waits and is sent by the next push.</source>
        <translation>送信済みのものは記録されています。残りは待機し、次回のプッシュで送信されます。</translation>
    </message>
    <message>
        <source>sync --preview lists each change with its reason.</source>
        <translation>sync --preview で、すべての変更を理由とともに一覧できます。</translation>
    </message>
    <message>
        <source>The nightly sync is off, so that nothing was done.</source>
        <translation>夜間同期がオフのため、何も行いませんでした。</translation>
    </message>
    <message>
        <source>{count} unsubscribed by a yes in the column “{column}”</source>
        <translation>列「{column}」の「はい」による登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed by a no in the column “{column}”</source>
        <translation>列「{column}」の「いいえ」による登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed by “{word}” in the column “{column}”</source>
        <translation>列「{column}」の「{word}」による登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed by a date in the column “{column}”</source>
        <translation>列「{column}」の日付による登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed by a reason in the column “{column}”</source>
        <translation>列「{column}」の理由による登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed because the file&apos;s name says so</source>
        <translation>ファイル名による登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed because the columns are those of such a list</source>
        <translation>列の構成が登録解除リストであることによる登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed because everybody in the file was chosen</source>
        <translation>[ファイルの全員] を選択したことによる登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed because the folder holds lists of unsubscribes</source>
        <translation>登録解除リスト用のフォルダーであることによる登録解除: {count} 件</translation>
    </message>
    <message>
        <source>{count} unsubscribed by hand</source>
        <translation>手動で登録解除: {count} 人</translation>
    </message>
    <message>
        <source>unsubscribed by a yes in the column “{column}”</source>
        <translation>列「{column}」の「はい」による登録解除</translation>
    </message>
    <message>
        <source>unsubscribed by a no in the column “{column}”</source>
        <translation>列「{column}」の「いいえ」による登録解除</translation>
    </message>
    <message>
        <source>unsubscribed by “{word}” in the column “{column}”</source>
        <translation>列「{column}」の「{word}」による登録解除</translation>
    </message>
    <message>
        <source>unsubscribed by a date in the column “{column}”</source>
        <translation>列「{column}」の日付による登録解除</translation>
    </message>
    <message>
        <source>unsubscribed by a reason in the column “{column}”</source>
        <translation>列「{column}」の理由による登録解除</translation>
    </message>
    <message>
        <source>unsubscribed because the file&apos;s name says so</source>
        <translation>ファイル名による登録解除</translation>
    </message>
    <message>
        <source>unsubscribed because the columns are those of such a list</source>
        <translation>列の構成が登録解除リストであることによる登録解除</translation>
    </message>
    <message>
        <source>unsubscribed because everybody in the file was chosen</source>
        <translation>[ファイルの全員] を選択したことによる登録解除</translation>
    </message>
    <message>
        <source>unsubscribed because the folder holds lists of unsubscribes</source>
        <translation>登録解除リスト用のフォルダーであることによる登録解除</translation>
    </message>
    <message>
        <source>unsubscribed by hand</source>
        <translation>手動で登録解除</translation>
    </message>
    <message>
        <source>“{name}” does not say whether the people in it have unsubscribed.</source>
        <translation>「{name}」からは、記載された人物が登録解除済みかどうかを判断できません。</translation>
    </message>
    <message>
        <source>Rows of “{name}” have no date of opting out: whether those people have unsubscribed too is not said.</source>
        <translation>「{name}」にはオプトアウトの日付がない行があり、その人物も登録解除済みかどうかを判断できません。</translation>
    </message>
    <message>
        <source>The name of “{name}” speaks of people who have unsubscribed, but its column “{column}” says that of nobody.</source>
        <translation>「{name}」という名前は登録解除済みの人物を示していますが、列「{column}」では誰も登録解除されていません。</translation>
    </message>
    <message>
        <source>A no in the column “{column}” of “{name}” can mean that somebody opted out, or never signed up.</source>
        <translation>「{name}」の列「{column}」の「いいえ」は、オプトアウトとも、未登録とも読み取れます。</translation>
    </message>
    <message>
        <source>The column “{column}” of “{name}” says who is subscribed, and nothing of the others: whether they have unsubscribed is not said.</source>
        <translation>「{name}」の列「{column}」には購読中の人物だけが示され、ほかの人物が登録解除済みかどうかを判断できません。</translation>
    </message>
    <message>
        <source>“{word}” in the column “{column}” of “{name}” can mean opted out, or something else.</source>
        <translation>「{name}」の列「{column}」の「{word}」は、オプトアウトとも、別の意味とも読み取れます。</translation>
    </message>
    <message>
        <source>The column “{column}” of “{name}” speaks of opting out, but what “{word}” means there is not known.</source>
        <translation>「{name}」の列「{column}」はオプトアウトに関するものですが、「{word}」の意味がわかりません。</translation>
    </message>
    <message>
        <source>Say who is unsubscribed: in the window beside “Who is unsubscribed”, on the command line with --treat-as unsubscribes (everybody in it), --treat-as people (nobody) or --treat-as column (as its columns say).</source>
        <translation>登録解除の対象を指定してください。ウィンドウでは [登録解除の対象]、コマンドラインでは --treat-as unsubscribes (全員)、--treat-as people (なし)、または --treat-as column (列のとおり) を使用します。</translation>
    </message>
    <message>
        <source>There is no import with the number {number}.</source>
        <translation>番号 {number} のインポートはありません。</translation>
    </message>
    <message>
        <source>List them with unsubscribe-sync imports, or on the page Import and export.</source>
        <translation>unsubscribe-sync imports、または [インポートとエクスポート] ページで一覧を確認してください。</translation>
    </message>
    <message>
        <source>Columns read for opting out: {columns}.</source>
        <translation>オプトアウトの判定に使用した列: {columns}</translation>
    </message>
    <message>
        <source>Rows that tell of a bounce: {count}. A bounce is no opt-out by itself: these people are shown as bounced, and nothing is ticked in Salesforce. Where a bounce is to count as an opt-out, choose so (in the window beside “A bounce is”, on the command line with --bounces opt-out).</source>
        <translation>バウンスを示す行: {count}。バウンスだけではオプトアウトになりません。これらの人物は「バウンス」と表示され、Salesforce では何もオンになりません。バウンスをオプトアウトとして扱う場合は、そのように選択してください (ウィンドウでは「バウンスの扱い」、コマンドラインでは --bounces opt-out)。</translation>
    </message>
    <message>
        <source>Rows that say yes in one column and no in another: {count}. A yes counts.</source>
        <translation>列によって「はい」と「いいえ」が食い違う行: {count} 件。「はい」を優先します。</translation>
    </message>
    <message>
        <source>Opt-outs with the day of import instead of a date, because theirs is missing or cannot be read: {count}.</source>
        <translation>日付がないか読み取れないため、インポートした日を日付としたオプトアウト: {count} 件。</translation>
    </message>
    <message>
        <source>Dates such as 3/4/2026 can mean two days, and the column does not tell which; such dates are left out. Choose the order of day and month (--date-order) to have them read.</source>
        <translation>3/4/2026 のような日付は 2 通りに読め、列全体からも判断できないため、使用しません。読み取るには、日と月の順序を選択してください (--date-order)。</translation>
    </message>
    <message>
        <source>Dates such as 3/4/2026 were read with the day first.</source>
        <translation>3/4/2026 のような日付は、日を先として読み取りました。</translation>
    </message>
    <message>
        <source>Dates such as 3/4/2026 were read with the month first.</source>
        <translation>3/4/2026 のような日付は、月を先として読み取りました。</translation>
    </message>
    <message>
        <source>Dates such as 26/4/3 were read with the year first.</source>
        <translation>26/4/3 のような日付は、年を先として読み取りました。</translation>
    </message>
    <message>
        <source>The file says nothing about opting out: it was read as a list of people, and unsubscribes nobody. If everybody in it has unsubscribed, import it again as such (--treat-as unsubscribes).</source>
        <translation>このファイルにはオプトアウトに関する情報がないため、人物のリストとして読み取り、誰も登録解除しません。全員が登録解除済みの場合は、登録解除リストとしてもう一度インポートしてください (--treat-as unsubscribes)。</translation>
    </message>
    <message>
        <source>These words of the column “{column}” were taken to say nothing about opting out: {words}.</source>
        <translation>列「{column}」の次の語は、オプトアウトとは関係がないものとして扱いました: {words}</translation>
    </message>
    <message>
        <source>What was given is far too long to be a secret.</source>
        <translation>渡された内容は、シークレットとしては長すぎます。</translation>
    </message>
    <message>
        <source>The secret that was given is in an encoding that cannot be told for certain.</source>
        <translation>渡されたシークレットの文字コードを確実に判別できません。</translation>
    </message>
    <message>
        <source>What was given has several lines, and the secret is one.</source>
        <translation>渡された内容が複数行になっています。シークレットは1行です。</translation>
    </message>
    <message>
        <source>The secret that was given has a character at place {place} that none can have.</source>
        <translation>渡されたシークレットの {place} 文字目に、シークレットには使えない文字があります。</translation>
    </message>
    <message>
        <source>The password that was given has a character at place {place} that nobody sees.</source>
        <translation>渡されたパスワードの {place} 文字目に、目に見えない文字があります。</translation>
    </message>
    <message>
        <source>The password that was given stands in quotation marks.</source>
        <translation>渡されたパスワードが引用符で囲まれています。</translation>
    </message>
    <message>
        <source>Give the secret alone, as it was shown where you copied it.</source>
        <translation>コピー元に表示されていたとおりに、シークレットだけを渡してください。</translation>
    </message>
    <message>
        <source>Save it as UTF-8, and give it again.</source>
        <translation>UTF-8 で保存し、もう一度渡してください。</translation>
    </message>
    <message>
        <source>Give it without them; where they are part of the password, put a second pair around it.</source>
        <translation>引用符なしで渡してください。引用符がパスワードの一部である場合は、さらにもう一組の引用符で囲んでください。</translation>
    </message>
    <message>
        <source>{host} is not a host of Salesforce: it belongs to {owner}. Nothing secret was sent there.</source>
        <translation>{host} は Salesforce のホストではありません。所有者のドメインは {owner} です。秘密の情報は送信していません。</translation>
    </message>
    <message>
        <source>If the address is mistyped, correct it. Only if you know that {name} is your company&apos;s own way to Salesforce, allow it: in the window when it asks, or with unsubscribe-sync connect --trust-host {name}.</source>
        <translation>アドレスの入力間違いであれば、訂正してください。{name} が自社から Salesforce への正規の経路であると分かっている場合に限り、許可してください。ウィンドウで確認されたときに許可するか、unsubscribe-sync connect --trust-host {name} を使います。</translation>
    </message>
    <message>
        <source>Open the checklist: it tells the cause. The raw text has what Salesforce said.</source>
        <translation>チェックリストを開いて原因を確認してください。Salesforce の返答は元のメッセージにあります。</translation>
    </message>
    <message>
        <source>Salesforce does not take a field as it was asked for.</source>
        <translation>要求した形ではフィールドが Salesforce に受け付けられませんでした。</translation>
    </message>
    <message>
        <source>Salesforce cannot be asked for the field {field}, most often because it is encrypted.</source>
        <translation>{field} フィールドでは Salesforce を検索できません。多くの場合、フィールドが暗号化されているためです。</translation>
    </message>
    <message>
        <source>The field {field} is missing, or hidden from the connected user.</source>
        <translation>{field} フィールドがないか、接続ユーザーに表示されていません。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the field {field}, choose Set Field-Level Security, tick Visible, save, then try again.</source>
        <translation>Salesforce の [設定] で{field} フィールドを開き、[項目レベルセキュリティの設定] で [参照可能] をオンにして保存し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The field {field} is read-only for the connected user.</source>
        <translation>{field} フィールドは接続ユーザーには参照のみです。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open the field {field}, choose Set Field-Level Security, clear Read-Only, save, then try again.</source>
        <translation>Salesforce の [設定] で{field} フィールドを開き、[項目レベルセキュリティの設定] で [参照のみ] をオフにして保存し、もう一度お試しください。</translation>
    </message>
    <message>
        <source>The connected user has no access to {object} records.</source>
        <translation>接続ユーザーに{object}レコードへのアクセス権がありません。</translation>
    </message>
    <message>
        <source>Give the connected user read and edit access to {object} records in a permission set; the checklist shows what is missing.</source>
        <translation>権限セットで、接続ユーザーに{object}レコードの参照権限と編集権限を付与してください。不足しているものはチェックリストに表示されます。</translation>
    </message>
    <message>
        <source>A list that Salesforce sends page by page does not come to its end.</source>
        <translation>Salesforce がページごとに送る一覧が終わりに達しません。</translation>
    </message>
    <message>
        <source>Check the proxy, then try again; if it persists, report it to the makers of this program.</source>
        <translation>プロキシを確認し、もう一度お試しください。解決しない場合は、このプログラムの開発元に報告してください。</translation>
    </message>
    <message>
        <source>The people database in {path} is there and can be used.</source>
        <translation>{path} の人物データベースは存在し、使用できます。</translation>
    </message>
    <message>
        <source>Nothing was done. To begin anew all the same, use another data directory.</source>
        <translation>処理は何も行われていません。それでも新しく始める場合は、別のデータフォルダーを使用してください。</translation>
    </message>
    <message>
        <source>The people database {path} is gone: there was one before.</source>
        <translation>人物データベース {path} がなくなっています。以前は存在していました。</translation>
    </message>
    <message>
        <source>The people database {path} is empty: there was something in it before.</source>
        <translation>人物データベース {path} が空になっています。以前は内容がありました。</translation>
    </message>
    <message>
        <source>Connect the drive that it is on, or bring it back from a backup of your own. Nothing was done, and no new one was made.</source>
        <translation>保存先のドライブを接続するか、お手元のバックアップから戻してください。処理は何も行われず、新しいデータベースも作成されていません。</translation>
    </message>
    <message>
        <source>Connect the drive that it is on, or bring it back; beside it is a copy of {at}, {backup}. Nothing was done, and no new one was made.</source>
        <translation>保存先のドライブを接続するか、元の場所に戻してください。同じフォルダーに {at} のコピー {backup} があります。処理は何も行われず、新しいデータベースも作成されていません。</translation>
    </message>
    <message>
        <source>The people database {path} could not be written: its disk is full. Make room there.</source>
        <translation>ディスクがいっぱいのため、人物データベース {path} に書き込めませんでした。空き容量を確保してください。</translation>
    </message>
    <message>
        <source>The people database {path} may not be written. Give this user the right to write to its folder, or the drive that it is on.</source>
        <translation>人物データベース {path} への書き込みが許可されていません。フォルダーまたは保存先のドライブに、このユーザーの書き込み権限を付与してください。</translation>
    </message>
    <message>
        <source>The people database {path} could not be opened. Check that its folder is there, that its disk is not full, and that you may write there.</source>
        <translation>人物データベース {path} を開けませんでした。フォルダーが存在すること、ディスクがいっぱいでないこと、書き込み権限があることを確認してください。</translation>
    </message>
    <message>
        <source>The people database {path} could not be read or written. Check that its disk is connected and not full.</source>
        <translation>人物データベース {path} の読み取りまたは書き込みができませんでした。ディスクが接続されていて、いっぱいでないことを確認してください。</translation>
    </message>
    <message>
        <source>The people database {path} is in use by another program, which does not let go of it.</source>
        <translation>人物データベース {path} は別のプログラムが使用中で、解放されません。</translation>
    </message>
    <message>
        <source>The people database {path} is damaged.</source>
        <translation>人物データベース {path} が破損しています。</translation>
    </message>
    <message>
        <source>The people database {path} was taken away or replaced while the program was running. What is done now cannot be kept.</source>
        <translation>プログラムの実行中に、人物データベース {path} が取り除かれたか、置き換えられました。この後の操作は保存されません。</translation>
    </message>
    <message>
        <source>Bring it back, or connect the drive that it is on, then start the program again.</source>
        <translation>元の場所に戻すか、保存先のドライブを接続してから、プログラムを再起動してください。</translation>
    </message>
    <message>
        <source>End the program, move the damaged file away, and put back the newest copy beside it, {backup}.</source>
        <translation>プログラムを終了し、破損したファイルを移動してから、同じフォルダーにある最新のコピー {backup} を戻してください。</translation>
    </message>
    <message>
        <source>There is no copy beside it. Put it back from a backup of your own.</source>
        <translation>同じフォルダーにコピーはありません。お手元のバックアップから戻してください。</translation>
    </message>
    <message>
        <source>Nothing was done; start again after that.</source>
        <translation>処理は何も行われていません。対処した後、もう一度起動してください。</translation>
    </message>
    <message>
        <source>Nothing of this was kept; do it again after that.</source>
        <translation>今回の内容は何も保存されていません。対処した後、もう一度実行してください。</translation>
    </message>
    <message>
        <source>What was being done is not kept, or not all of it; what was there before is. Do it again after that.</source>
        <translation>実行中だった処理は、全部または一部が保存されていません。それ以前の内容は保存されています。対処した後、もう一度実行してください。</translation>
    </message>
    <message>
        <source>What was done before is kept; the rest is done by itself after that.</source>
        <translation>それまでの処理は保存されています。対処した後、残りは自動的に処理されます。</translation>
    </message>
    <message>
        <source>The clock of this computer was set back: it had shown {ahead} or later, and shows {now} now.</source>
        <translation>このコンピューターの時計が戻されました。以前の表示は {ahead} 以降で、現在は {now} です。</translation>
    </message>
    <message>
        <source>What was put off until then by the wrong time is due at the right time again.</source>
        <translation>誤った時刻のために先送りされていたものは、正しい時刻に実行されるようになりました。</translation>
    </message>
    <message>
        <source>The clock of this computer was set forward, from {before} to {after}.</source>
        <translation>このコンピューターの時計が {before} から {after} に進められました。</translation>
    </message>
    <message>
        <source>The clock of this computer is behind: it shows {now}, but for Salesforce it was {org} already.</source>
        <translation>このコンピューターの時計が遅れています。表示は {now} ですが、Salesforce ではすでに {org} でした。</translation>
    </message>
    <message>
        <source>Let this computer set its clock by the network; no night begins at the right time otherwise.</source>
        <translation>このコンピューターの時計をネットワークで自動的に合わせてください。そうしないと、夜間同期が正しい時刻に始まりません。</translation>
    </message>
    <message>
        <source>The opt out field was changed while the sync ran, so it stopped.</source>
        <translation>同期の実行中にオプトアウトフィールドが変更されたため、同期を停止しました。</translation>
    </message>
    <message>
        <source>Sync again, with the field that is chosen now. What is done stays done.</source>
        <translation>現在選択されているフィールドで、もう一度同期してください。完了した分はそのまま残ります。</translation>
    </message>
    <message>
        <source>Another window works with the folder {path}, and does not answer.</source>
        <translation>別のウィンドウがフォルダー {path} を使用していますが、応答しません。</translation>
    </message>
    <message>
        <source>It may be busy, or belong to another user of this folder. Wait a while, or end that program; it is process {holder}.</source>
        <translation>処理中であるか、このフォルダーを使う別のユーザーのものである可能性があります。しばらく待つか、そのプログラム (プロセス {holder}) を終了してください。</translation>
    </message>
    <message>
        <source>{program} shares Email Opt Out with this program</source>
        <translation>{program} もメールオプトアウトを使用しています</translation>
    </message>
    <message>
        <source>Other programs that write Email Opt Out</source>
        <translation>同じ項目への他の書き込み元</translation>
    </message>
    <message>
        <source>The package {name} {version} is installed; this program could not see its settings. Ask whoever looks after it what it does with opt-outs in your org.</source>
        <translation>パッケージ {name} {version} がインストールされていますが、その設定は確認できませんでした。この組織でオプトアウトをどう扱っているか、担当者に確認してください。</translation>
    </message>
    <message>
        <source>The app {app} is connected to the org; this program could not see its settings. Ask whoever looks after it what it does with opt-outs in your org.</source>
        <translation>アプリ {app} が組織に接続されていますが、その設定は確認できませんでした。この組織でオプトアウトをどう扱っているか、担当者に確認してください。</translation>
    </message>
    <message>
        <source>The field {field}, which its set-up has made, is there; this program could not see its settings. Ask whoever looks after it what it does with opt-outs in your org.</source>
        <translation>その設定時に作成される項目 {field} がありますが、設定は確認できませんでした。この組織でオプトアウトをどう扱っているか、担当者に確認してください。</translation>
    </message>
    <message>
        <source>None of the programs that are known to write it was found: {programs}. Others may write it all the same.</source>
        <translation>書き込むことが知られているプログラムは見つかりませんでした: {programs}。それ以外のプログラムが書き込む可能性はあります。</translation>
    </message>
    <message>
        <source>No package of these programs is installed: {programs}. Which apps are connected without a package, the connected user could not see.</source>
        <translation>次のプログラムのパッケージはインストールされていません: {programs}。パッケージなしで接続されているアプリは、接続ユーザーからは確認できませんでした。</translation>
    </message>
    <message>
        <source>The connected user sees every {object} record</source>
        <translation>接続ユーザーに{object}のすべてのレコードが見える</translation>
    </message>
    <message>
        <source>No sharing setting keeps {object} records from the connected user.</source>
        <translation>{object}のレコードを接続ユーザーから隠す共有設定はありません。</translation>
    </message>
    <message>
        <source>The org does not tell whether sharing keeps {object} records from the connected user.</source>
        <translation>共有設定が{object}のレコードを接続ユーザーから隠しているかどうかを、組織は示していません。</translation>
    </message>
    <message>
        <source>{object} records are private in this org, and the connected user has neither View All Data nor View All on them: records of others may be hidden. People who are hidden look as if they were not in Salesforce, and their opt-outs do not arrive.</source>
        <translation>この組織では{object}のレコードが非公開で、接続ユーザーには「すべてのデータの参照」も、このオブジェクトの「すべて表示」もありません: 他のユーザーのレコードが見えない可能性があります。見えない人物は Salesforce にいないように見え、そのオプトアウトは届きません。</translation>
    </message>
    <message>
        <source>{object} records are private in this org, and the connected user lacks View All Data: records of others may be hidden, and the opt-outs of hidden people do not arrive. Whether View All on {object} makes up for it could not be read.</source>
        <translation>この組織では{object}のレコードが非公開で、接続ユーザーに「すべてのデータの参照」がありません: 他のユーザーのレコードが見えない可能性があり、見えない人物のオプトアウトは届きません。{object}の「すべて表示」で補われているかどうかは読み取れませんでした。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, Edit, tick View All and Modify All, and save; then check again. Do not add people to Salesforce before that: they may be there.</source>
        <translation>Salesforce の [設定] で接続ユーザーの権限セットを開き、[オブジェクト設定]、{object}、[編集] の順に選んで「すべて表示」と「すべて変更」をオンにし、保存してから、もう一度確認してください。それまでは人物を Salesforce に追加しないでください: 既にいる可能性があります。</translation>
    </message>
    <message>
        <source>The connected user sees every {object} record, but may not change those of others unless they are shared: their opt-outs may be refused.</source>
        <translation>接続ユーザーに{object}のすべてのレコードが見えますが、共有されていない他のユーザーのレコードは変更できません: そのオプトアウトは拒否されることがあります。</translation>
    </message>
    <message>
        <source>In Salesforce Setup open a permission set of the connected user, choose Object Settings, then {object}, Edit, tick Modify All, and save; then check again.</source>
        <translation>Salesforce の [設定] で接続ユーザーの権限セットを開き、[オブジェクト設定]、{object}、[編集] の順に選んで「すべて変更」をオンにし、保存してから、もう一度確認してください。</translation>
    </message>
    <message>
        <source>Opt-outs stay set on {object}</source>
        <translation>{object}のオプトアウトがオンのまま残る</translation>
    </message>
    <message>
        <source>The newest sync opted out {count} record of {object}, read it again, and found it still opted out.</source>
        <translation>最新の同期は{object}のレコード {count} 件をオプトアウトし、その全部または一部を読み直しました。すべてオプトアウトされたままでした。</translation>
    </message>
    <message>
        <source>The newest sync opted out {count} records of {object}, read them (or a sample) again, and found all of them still opted out.</source>
        <translation>最新の同期は{object}のレコード {count} 件をオプトアウトし、その全部または一部を読み直しました。すべてオプトアウトされたままでした。</translation>
    </message>
    <message>
        <source>The newest sync opted out {count} record of {object}. Salesforce accepted it, but it was not opted out when it was read again: something in your org clears the checkbox.</source>
        <translation>最新の同期は{object}のレコード {count} 件をオプトアウトしました。Salesforce はすべて受け付けましたが、読み直すと 1 件もオプトアウトされていませんでした。組織の何かがチェックボックスをオフにしています。</translation>
    </message>
    <message>
        <source>The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and none was opted out when it was read again: something in your org clears the checkbox.</source>
        <translation>最新の同期は{object}のレコード {count} 件をオプトアウトしました。Salesforce はすべて受け付けましたが、読み直すと 1 件もオプトアウトされていませんでした。組織の何かがチェックボックスをオフにしています。</translation>
    </message>
    <message>
        <source>The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and {lost} was not opted out when it was read again: something in your org clears the checkbox.</source>
        <translation>最新の同期は{object}のレコード {count} 件をオプトアウトしました。Salesforce はすべて受け付けましたが、読み直すと {lost} 件がオプトアウトされていませんでした。組織の何かがチェックボックスをオフにしています。</translation>
    </message>
    <message>
        <source>The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and {lost} were not opted out when they were read again: something in your org clears the checkbox.</source>
        <translation>最新の同期は{object}のレコード {count} 件をオプトアウトしました。Salesforce はすべて受け付けましたが、読み直すと {lost} 件がオプトアウトされていませんでした。組織の何かがチェックボックスをオフにしています。</translation>
    </message>
    <message>
        <source>In Salesforce Setup look for an Apex trigger, a flow or another integration that clears the field on {object}, and let it leave the connected user&apos;s saves alone; then sync again. The records are named in the status log.</source>
        <translation>Salesforce の [設定] で、{object}のこのフィールドをオフにする Apex トリガー、フロー、またはほかの連携を探し、接続ユーザーの保存には作用しないようにしてから、もう一度同期してください。レコードはステータスログで確認できます。</translation>
    </message>
    <message>
        <source>No sync has opted out a record of {object} yet. The first one that does reads it again, and says here whether it stayed so.</source>
        <translation>{object}のレコードをオプトアウトした同期はまだありません。最初にオプトアウトした同期がレコードを読み直し、そのまま残ったかどうかをここに表示します。</translation>
    </message>
    <message>
        <source>The settings keep syncs from reading again what they wrote.</source>
        <translation>設定により、同期は書き込んだ内容を読み直しません。</translation>
    </message>
    <message>
        <source>Let them read a sample again (unsubscribe-sync settings read_back sample).</source>
        <translation>一部を読み直すように設定してください (unsubscribe-sync settings read_back sample)。</translation>
    </message>
    <message>
        <source>This data belongs to no sandbox, and only sandboxes are refreshed.</source>
        <translation>このデータは Sandbox のものではありません。更新されるのは Sandbox だけです。</translation>
    </message>
    <message>
        <source>Nothing was done. To work with another org, add it: unsubscribe-sync orgs add.</source>
        <translation>何も行っていません。別の組織で作業するには、追加してください: unsubscribe-sync orgs add</translation>
    </message>
    <message>
        <source>Account Engagement may untick it again: where it is set to use its own value for Opted Out, it writes that over what stands in Salesforce.</source>
        <translation>Account Engagement が再びオフにすることがあります。「オプトアウト」に自身の値を使う設定の場合、Salesforce の値を上書きします。</translation>
    </message>
    <message>
        <source>A tick here does not stop Marketing Cloud&apos;s mail: it keeps a status of its own for each subscriber.</source>
        <translation>ここでオンにしても Marketing Cloud のメールは止まりません。購読者ごとに独自の状況を保持しています。</translation>
    </message>
    <message>
        <source>Marketo Engage ticks and unticks it with its own Unsubscribed, in both directions and for everybody with the address: clearing it here re-subscribes them there.</source>
        <translation>Marketo Engage は自身の「登録解除済み」と双方向に、そのアドレスを持つ全員についてオン・オフを合わせます。ここでオフにすると、Marketo Engage でも再登録されます。</translation>
    </message>
    <message>
        <source>HubSpot may tick and untick it, where its Email Opt Out is mapped to this field; it sends by its own subscriptions otherwise.</source>
        <translation>HubSpot のメールオプトアウトがこの項目に対応付けられている場合、HubSpot がオン・オフにすることがあります。そうでない場合は独自の購読設定で送信します。</translation>
    </message>
    <message>
        <source>Outreach may tick it and, where its opt-out is mapped both ways, untick it again.</source>
        <translation>Outreach がオンにすることがあり、オプトアウトが双方向に対応付けられている場合は再びオフにすることがあります。</translation>
    </message>
    <message>
        <source>Salesloft may tick it, where its Do Not Contact is mapped to this field, and sends by its own list otherwise.</source>
        <translation>Salesloft の Do Not Contact がこの項目に対応付けられている場合、Salesloft がオンにすることがあります。そうでない場合は独自のリストで送信します。</translation>
    </message>
    <message>
        <source>“{name}” is no list of addresses: it is too long, or no text at all.</source>
        <translation>「{name}」はアドレスの一覧ではありません。長すぎるか、テキストではありません。</translation>
    </message>
    <message>
        <source>Give a text file with one address a line; for a file of another tool there is import.</source>
        <translation>1 行に 1 つのアドレスを書いたテキストファイルを指定してください。他のツールのファイルには import を使用します。</translation>
    </message>
    <message>
        <source>{count} person</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>{count} record</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>{count} records</source>
        <translation>{count} 件</translation>
    </message>
    <message>
        <source>People loaded from Salesforce: {read} read, {added} added, {unsubscribed} of them unsubscribed because they are opted out in Salesforce.</source>
        <translation>Salesforce から人物を読み込みました: 読み取り {read}、追加 {added}、うち Salesforce でオプトアウト済みのため登録解除 {unsubscribed}。</translation>
    </message>
    <message>
        <source>Loading people was cancelled: {added} added, {unsubscribed} of them unsubscribed. Loading again adds the others.</source>
        <translation>人物の読み込みをキャンセルしました: 追加 {added} (うち登録解除 {unsubscribed} 人)。もう一度読み込むと残りが追加されます。</translation>
    </message>
    <message>
        <source>Alarms reach {place} again.</source>
        <translation>アラームは再び {place} に届いています。</translation>
    </message>
    <message>
        <source>The nightly sync is done.</source>
        <translation>夜間同期が完了しました。</translation>
    </message>
    <message>
        <source>The mail server {place} cannot be reached.</source>
        <translation>メールサーバー {place} に接続できません。</translation>
    </message>
    <message>
        <source>Check its name and port, and whether this computer is online.</source>
        <translation>サーバー名とポート、このコンピューターがオンラインかどうかを確認してください。</translation>
    </message>
    <message>
        <source>The certificate of the mail server {place} is not trusted.</source>
        <translation>メールサーバー {place} の証明書が信頼されていません。</translation>
    </message>
    <message>
        <source>Check the name of the server. Where your company has an authority of its own, name its CA file in the network settings.</source>
        <translation>サーバー名を確認してください。会社独自の認証局がある場合は、ネットワークの設定でその CA ファイルを指定してください。</translation>
    </message>
    <message>
        <source>The mail server {place} does not offer STARTTLS on this port.</source>
        <translation>メールサーバー {place} はこのポートで STARTTLS に対応していません。</translation>
    </message>
    <message>
        <source>Try TLS with port 465, or ask whoever looks after the server.</source>
        <translation>TLS とポート 465 を試すか、サーバーの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>What answers at {place} does not speak TLS, or no mail server is there.</source>
        <translation>{place} の応答は TLS ではないか、そこにメールサーバーがありません。</translation>
    </message>
    <message>
        <source>Try STARTTLS with port 587, or ask whoever looks after the server.</source>
        <translation>STARTTLS とポート 587 を試すか、サーバーの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>The mail server {place} refused the user or the password.</source>
        <translation>メールサーバー {place} がユーザーまたはパスワードを拒否しました。</translation>
    </message>
    <message>
        <source>Enter both anew. Some providers want a password made for programs, an app password, in place of your own.</source>
        <translation>両方を入力し直してください。通常のパスワードの代わりに、プログラム用のパスワード（アプリパスワード）を必要とする事業者もあります。</translation>
    </message>
    <message>
        <source>The mail server {place} lets nobody send without signing in.</source>
        <translation>メールサーバー {place} は、サインインなしの送信を許可していません。</translation>
    </message>
    <message>
        <source>Enter a user and a password for it.</source>
        <translation>このサーバーのユーザーとパスワードを入力してください。</translation>
    </message>
    <message>
        <source>The mail server {place} takes no password on this way.</source>
        <translation>メールサーバー {place} は、この接続方法ではパスワードを受け付けません。</translation>
    </message>
    <message>
        <source>Choose STARTTLS or TLS, or leave the user empty.</source>
        <translation>STARTTLS または TLS を選ぶか、ユーザーを空にしてください。</translation>
    </message>
    <message>
        <source>The mail server {place} refused the sender&apos;s address.</source>
        <translation>メールサーバー {place} が送信者のアドレスを拒否しました。</translation>
    </message>
    <message>
        <source>Enter a sender that belongs to the user of the mail server.</source>
        <translation>メールサーバーのユーザーに属する送信者を入力してください。</translation>
    </message>
    <message>
        <source>The mail server {place} refused a receiver.</source>
        <translation>メールサーバー {place} が受信者を拒否しました。</translation>
    </message>
    <message>
        <source>Check the receivers&apos; addresses; the details have what the server said.</source>
        <translation>受信者のアドレスを確認してください。サーバーの応答は詳細にあります。</translation>
    </message>
    <message>
        <source>The mail server {place} did not take the message.</source>
        <translation>メールサーバー {place} がメッセージを受け付けませんでした。</translation>
    </message>
    <message>
        <source>The details have what it said; ask whoever looks after the server.</source>
        <translation>応答は詳細にあります。サーバーの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <source>The service behind {place} cannot be reached.</source>
        <translation>{place} のサービスに接続できません。</translation>
    </message>
    <message>
        <source>Check the address and whether this computer is online; it is tried again by itself.</source>
        <translation>アドレスと、このコンピューターがオンラインかどうかを確認してください。自動的に再試行されます。</translation>
    </message>
    <message>
        <source>The certificate of the service behind {place} is not trusted.</source>
        <translation>{place} のサービスの証明書が信頼されていません。</translation>
    </message>
    <message>
        <source>Check the address. Where your company has an authority of its own, name its CA file in the network settings.</source>
        <translation>アドレスを確認してください。会社独自の認証局がある場合は、ネットワークの設定でその CA ファイルを指定してください。</translation>
    </message>
    <message>
        <source>The service behind {place} sends on to another address, which is not followed.</source>
        <translation>{place} のサービスは別のアドレスへ転送しますが、転送先には従いません。</translation>
    </message>
    <message>
        <source>Enter the address to which it leads, if you trust it.</source>
        <translation>転送先を信頼する場合は、そのアドレスを入力してください。</translation>
    </message>
    <message>
        <source>The service behind {place} refused the message (HTTP {status}).</source>
        <translation>{place} のサービスがメッセージを拒否しました (HTTP {status})。</translation>
    </message>
    <message>
        <source>Make a new address in the service, and enter it in place of this one.</source>
        <translation>サービスで新しいアドレスを作成し、このアドレスの代わりに入力してください。</translation>
    </message>
    <message>
        <source>The service behind {place} did not take the message (HTTP {status}).</source>
        <translation>{place} のサービスがメッセージを受け付けませんでした (HTTP {status})。</translation>
    </message>
    <message>
        <source>It is tried again by itself. If that goes on, check the address in the service.</source>
        <translation>自動的に再試行されます。続く場合は、サービス側でアドレスを確認してください。</translation>
    </message>
    <message>
        <source>What the service behind {place} answered is far too long.</source>
        <translation>{place} のサービスの応答が長すぎます。</translation>
    </message>
    <message>
        <source>Check the address: a service for messages answers in a few words.</source>
        <translation>アドレスを確認してください。メッセージ用のサービスの応答は短いはずです。</translation>
    </message>
    <message>
        <source>The address {place} is of no service that this program can write to over the web.</source>
        <translation>アドレス {place} は、このプログラムが Web 経由で書き込めるサービスのものではありません。</translation>
    </message>
    <message>
        <source>Enter the webhook&apos;s address as the service shows it (https://…), or one in the form of Apprise, such as slack://… or ntfy://….</source>
        <translation>サービスに表示される Webhook のアドレス (https://…)、または slack://… や ntfy://… のような Apprise 形式のアドレスを入力してください。</translation>
    </message>
    <message>
        <source>An alarm could not be sent within {seconds} seconds.</source>
        <translation>アラームを {seconds} 秒以内に送信できませんでした。</translation>
    </message>
    <message>
        <source>It is tried again by itself; check whether {place} can be reached.</source>
        <translation>自動的に再試行されます。{place} に接続できるか確認してください。</translation>
    </message>
    <message>
        <source>An alarm could not be sent, because the part of the program that sends it failed.</source>
        <translation>送信を行うプログラムの部分に障害があり、アラームを送信できませんでした。</translation>
    </message>
    <message>
        <source>It is tried again by itself; the log file in the data directory has details.</source>
        <translation>自動的に再試行されます。詳細はデータディレクトリのログファイルにあります。</translation>
    </message>
    <message>
        <source>This way of alarming is not set up.</source>
        <translation>このアラームの送信方法は設定されていません。</translation>
    </message>
    <message>
        <source>Set it up first, on the page Alarms or with unsubscribe-sync alarms.</source>
        <translation>先に「アラーム」のページ、または unsubscribe-sync alarms で設定してください。</translation>
    </message>
    <message>
        <source>the org</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Unsubscribe Sync: {org} needs you</source>
        <translation>Unsubscribe Sync: {org} に対応が必要です</translation>
    </message>
    <message>
        <source>Unsubscribe Sync: in order again with {org}</source>
        <translation>Unsubscribe Sync: {org} は正常に戻りました</translation>
    </message>
    <message>
        <source>Over: {what}</source>
        <translation>解消: {what}</translation>
    </message>
    <message>
        <source>{at}: {what}</source>
        <translation>{at}: {what}</translation>
    </message>
    <message>
        <source>And {count} more; the status log names them.</source>
        <translation>ほか {count} 件。ステータスログにあります。</translation>
    </message>
    <message>
        <source>It is about: {addresses}</source>
        <translation>対象: {addresses}</translation>
    </message>
    <message>
        <source>Unsubscribe Sync: a test for {org}</source>
        <translation>Unsubscribe Sync: {org} のテスト</translation>
    </message>
    <message>
        <source>This is a test. Alarms reach you this way. There is nothing to do.</source>
        <translation>これはテストです。アラームはこの方法で届きます。対応は必要ありません。</translation>
    </message>
    <message>
        <source>Sent by Unsubscribe Sync on the computer {computer}, where the page Alarms changes it.</source>
        <translation>コンピューター {computer} の Unsubscribe Sync から送信されました。設定は「アラーム」のページで変更できます。</translation>
    </message>
    <message>
        <source>Until you sign in again pushes wait; nothing that was collected is lost.</source>
        <translation>再びサインインするまでプッシュは待機します。収集したものは失われません。</translation>
    </message>
    <message>
        <source>A sync is waiting for your approval.</source>
        <translation>同期が承認待ちです。</translation>
    </message>
    <message>
        <source>The last sync failed.</source>
        <translation>前回の同期は失敗しました。</translation>
    </message>
    <message>
        <source>The status log names what happened, and what to do.</source>
        <translation>何が起きたか、どうすればよいかはステータスログに書かれています。</translation>
    </message>
    <message>
        <source>In the last sync {count} record was refused.</source>
        <translation>前回の同期で{count}件のレコードが拒否されました。</translation>
    </message>
    <message>
        <source>In the last sync {count} records were refused.</source>
        <translation>前回の同期で{count}件のレコードが拒否されました。</translation>
    </message>
    <message>
        <source>The nightly sync of {night} could not run yet: {why}</source>
        <translation>{night} の夜間同期はまだ実行できません: {why}</translation>
    </message>
    <message>
        <source>The nightly sync of {night} did not run.</source>
        <translation>{night} の夜間同期は実行されませんでした。</translation>
    </message>
    <message>
        <source>The checklist names the cause, and where to put it right.</source>
        <translation>チェックリストに原因と、それを直す場所が書かれています。</translation>
    </message>
    <message>
        <source>{count} push is parked: {why}</source>
        <translation>{count}件のプッシュが保留中です: {why}</translation>
    </message>
    <message>
        <source>{count} pushes are parked: {why}</source>
        <translation>{count}件のプッシュが保留中です: {why}</translation>
    </message>
    <message>
        <source>Set-up: {count} step left</source>
        <translation>設定: 残り{count}手順</translation>
    </message>
    <message>
        <source>Set-up: {count} steps left</source>
        <translation>設定: 残り {count} ステップ</translation>
    </message>
    <message>
        <source>Needs you: {count}</source>
        <translation>要対応: {count}件</translation>
    </message>
    <message>
        <source>All in step.</source>
        <translation>すべて一致しています。</translation>
    </message>
    <message>
        <source>All is well. The nightly sync is off.</source>
        <translation>問題はありません。夜間同期はオフです。</translation>
    </message>
    <message>
        <source>{well} {way}</source>
        <translation>{well}{way}</translation>
    </message>
    <message>
        <source>{count} opt-out is on its way.</source>
        <translation>オプトアウト{count}件を送信中です。</translation>
    </message>
    <message>
        <source>{count} opt-outs are on their way.</source>
        <translation>オプトアウト{count}件を送信中です。</translation>
    </message>
    <message>
        <source>This computer offers no keyring in which the secrets of alarms could be kept.</source>
        <translation>このコンピューターには、アラームの秘密情報を保存できるキーリングがありません。</translation>
    </message>
    <message>
        <source>Run in a desktop session; on a server, use a mail server that asks for no password, and the heartbeat.</source>
        <translation>デスクトップセッションで実行してください。サーバーでは、パスワード不要のメールサーバーとハートビートを使ってください。</translation>
    </message>
    <message>
        <source>It accepts a time of day such as 22:00, or nothing.</source>
        <translation>22:00 のような時刻、または空を指定できます。</translation>
    </message>
    <message>
        <source>Whether alarms are shown as notifications of the desktop.</source>
        <translation>アラームをデスクトップの通知として表示するかどうか。</translation>
    </message>
    <message>
        <source>It accepts the name of a host in small letters, or nothing.</source>
        <translation>小文字のホスト名、または空を指定できます。</translation>
    </message>
    <message>
        <source>The mail server (SMTP) that alarms are sent through; empty: no e-mail.</source>
        <translation>アラームを送信するメールサーバー (SMTP)。空の場合はメールを送りません。</translation>
    </message>
    <message>
        <source>The port of that mail server: mostly 587 with starttls, 465 with tls, 25 with none.</source>
        <translation>メールサーバーのポート。通常、starttls では 587、tls では 465、none では 25。</translation>
    </message>
    <message>
        <source>How the way to the mail server is encrypted; with none a password is not given to it.</source>
        <translation>メールサーバーへの接続の暗号化方式。none ではパスワードを渡しません。</translation>
    </message>
    <message>
        <source>It accepts a name of up to {longest} characters, or nothing.</source>
        <translation>{longest} 文字以内の名前、または空を指定できます。</translation>
    </message>
    <message>
        <source>The user at that mail server; empty: it asks for none. The password is in the keyring.</source>
        <translation>メールサーバーのユーザー。空の場合は不要。パスワードはキーリングにあります。</translation>
    </message>
    <message>
        <source>It accepts an e-mail address, or nothing.</source>
        <translation>メールアドレス、または空を指定できます。</translation>
    </message>
    <message>
        <source>The sender of the alarms; empty: the first receiver.</source>
        <translation>アラームの送信者。空の場合は最初の受信者。</translation>
    </message>
    <message>
        <source>It accepts up to {most} e-mail addresses with commas between them, or nothing.</source>
        <translation>カンマで区切った {most} 件以内のメールアドレス、または空を指定できます。</translation>
    </message>
    <message>
        <source>Who receives alarms by e-mail; empty: nobody.</source>
        <translation>アラームをメールで受け取る人。空の場合は誰にも送りません。</translation>
    </message>
    <message>
        <source>It accepts an address that begins with https://, or nothing.</source>
        <translation>https:// で始まるアドレス、または空を指定できます。</translation>
    </message>
    <message>
        <source>An address that is called after each night that was done, so that a service that waits for the call notices a computer that is dead.</source>
        <translation>夜間同期が完了するたびに呼び出すアドレス。呼び出しを待つサービスが、停止したコンピューターに気付けます。</translation>
    </message>
    <message>
        <source>From when on alarms are kept back, in local time; empty: never.</source>
        <translation>アラームを保留し始める時刻（現地時間）。空の場合は保留しません。</translation>
    </message>
    <message>
        <source>Until when they are kept back; then they come together, as one message.</source>
        <translation>保留を終える時刻。その時に 1 通にまとめて届きます。</translation>
    </message>
    <message>
        <source>Whether an alarm may name the addresses that it is about.</source>
        <translation>アラームに対象のアドレスを記載してよいかどうか。</translation>
    </message>
    <message>
        <source>The people database is brought up to date for this version. With very many people that takes some minutes, and is done once. A copy of it as it was stays beside it.</source>
        <translation>ユーザーデータベースをこのバージョンに合わせて更新しています。人数が非常に多い場合は数分かかりますが、一度だけです。更新前のコピーは同じ場所に残ります。</translation>
    </message>
    <message>
        <source>{who}</source>
        <translation>{who}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>誰か</translation>
    </message>
    <message>
        <source>{who} unticked {count} box in Salesforce, which waits for your decision. {often}</source>
        <translation>{who} が Salesforce で {count} 件のチェックを外しました。あなたの判断を待っています。{often}</translation>
    </message>
    <message>
        <source>{who} unticked {count} boxes in Salesforce, which wait for your decision. {often}</source>
        <translation>{who} が Salesforce で {count} 件のチェックを外しました。あなたの判断を待っています。{often}</translation>
    </message>
    <message>
        <source>{who} unticked {count} box in Salesforce of somebody who is unsubscribed: ticked again. {often}</source>
        <translation>{who} が Salesforce で、登録解除されている人物の {count} 件のチェックを外しました：元に戻されます。{often}</translation>
    </message>
    <message>
        <source>{who} unticked {count} boxes in Salesforce of people who are unsubscribed: ticked again. {often}</source>
        <translation>{who} が Salesforce で、登録解除されている人物の {count} 件のチェックを外しました：元に戻されます。{often}</translation>
    </message>
    <message>
        <source>{recent} time in the last 30 days, on {days}.</source>
        <translation>過去 30 日間に {recent} 回、{days}。</translation>
    </message>
    <message>
        <source>{recent} times in the last 30 days, on {days}.</source>
        <translation>過去 30 日間に {recent} 回、{days}。</translation>
    </message>
    <message>
        <source>{count} day</source>
        <translation>{count} 日</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 日</translation>
    </message>
    <message>
        <source>{count} opt-out was not confirmed in Salesforce by its deadline.</source>
        <translation>{count} 件のオプトアウトが期限までに Salesforce で確認されませんでした。</translation>
    </message>
    <message>
        <source>{count} opt-outs were not confirmed in Salesforce by their deadline.</source>
        <translation>{count} 件のオプトアウトが期限までに Salesforce で確認されませんでした。</translation>
    </message>
    <message>
        <source>{passed} {near}</source>
        <translation>{passed}{near}</translation>
    </message>
    <message>
        <source>{count} more is due soon.</source>
        <translation>ほかに {count} 件の期限が近づいています。</translation>
    </message>
    <message>
        <source>{count} more are due soon.</source>
        <translation>ほかに {count} 件の期限が近づいています。</translation>
    </message>
    <message>
        <source>{count} opt-out is due soon and not confirmed in Salesforce yet: by {due}.</source>
        <translation>{count} 件のオプトアウトの期限が近づいていますが、まだ Salesforce で確認されていません (期限: {due})。</translation>
    </message>
    <message>
        <source>{count} opt-outs are due soon and not confirmed in Salesforce yet: the first by {due}.</source>
        <translation>{count} 件のオプトアウトの期限が近づいていますが、まだ Salesforce で確認されていません (最初の期限: {due})。</translation>
    </message>
    <message>
        <source>Look at what holds them up: parked pushes, a sign-in, a sync that waits or failed. The command deadlines lists them, the oldest first.</source>
        <translation>何が妨げているかを確認してください: 保留中のプッシュ、サインイン、待機中または失敗した同期。コマンド deadlines で古いものから順に一覧できます。</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 時間</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分</translation>
    </message>
    <message>
        <source>Not signed in to Salesforce</source>
        <translation>Salesforce にサインインしていません</translation>
    </message>
    <message>
        <source>Signing in to Salesforce</source>
        <translation>Salesforce へのサインイン</translation>
    </message>
    <message>
        <source>The connected user may not use the API</source>
        <translation>接続ユーザーは API を使用できません</translation>
    </message>
    <message>
        <source>Use of the API by the connected user</source>
        <translation>接続ユーザーの API 使用</translation>
    </message>
    <message>
        <source>The app is not approved in the org</source>
        <translation>アプリケーションが組織で承認されていません</translation>
    </message>
    <message>
        <source>Approval of the app in the org</source>
        <translation>組織でのアプリケーションの承認</translation>
    </message>
    <message>
        <source>Too few API calls left for a sync</source>
        <translation>同期に必要な API コールが足りません</translation>
    </message>
    <message>
        <source>The Marketo Sales Insight package is not installed</source>
        <translation>Marketo Sales Insight パッケージがインストールされていません</translation>
    </message>
    <message>
        <source>The Marketo Sales Insight package</source>
        <translation>Marketo Sales Insight パッケージ</translation>
    </message>
    <message>
        <source>{field} on {object} is not visible</source>
        <translation>{object} の{field}が見えません</translation>
    </message>
    <message>
        <source>Visibility of {field} on {object}</source>
        <translation>{object} の{field}の参照</translation>
    </message>
    <message>
        <source>{field} on {object} cannot be written</source>
        <translation>{object} の{field}に書き込めません</translation>
    </message>
    <message>
        <source>Writing {field} on {object}</source>
        <translation>{object} の{field}への書き込み</translation>
    </message>
    <message>
        <source>{object} records may not be edited</source>
        <translation>{object} のレコードを編集できません</translation>
    </message>
    <message>
        <source>Editing {object} records</source>
        <translation>{object} のレコードの編集</translation>
    </message>
    <message>
        <source>The connected user does not see every {object} record</source>
        <translation>接続ユーザーは {object} のすべてのレコードを参照できません</translation>
    </message>
    <message>
        <source>Which {object} records the connected user sees</source>
        <translation>接続ユーザーが参照できる {object} のレコード</translation>
    </message>
    <message>
        <source>{field} is missing from page layouts of {object}</source>
        <translation>{object} のページレイアウトに{field}がありません</translation>
    </message>
    <message>
        <source>{field} on the page layouts of {object}</source>
        <translation>{object} のページレイアウト上の{field}</translation>
    </message>
    <message>
        <source>{field} is missing from the page layout {layout}</source>
        <translation>ページレイアウト「{layout}」に{field}がありません</translation>
    </message>
    <message>
        <source>{field} on the page layout {layout}</source>
        <translation>ページレイアウト「{layout}」上の{field}</translation>
    </message>
    <message>
        <source>The connected user does not see {field} on {object} pages</source>
        <translation>接続ユーザーの {object} ページに{field}が表示されません</translation>
    </message>
    <message>
        <source>{field} on the {object} pages of the connected user</source>
        <translation>接続ユーザーの {object} ページ上の{field}</translation>
    </message>
    <message>
        <source>{field} is missing from the Lightning page {page}</source>
        <translation>Lightning ページ「{page}」に{field}がありません</translation>
    </message>
    <message>
        <source>{field} on the Lightning page {page}</source>
        <translation>Lightning ページ「{page}」上の{field}</translation>
    </message>
    <message>
        <source>Salesforce refuses an opt-out on {object}</source>
        <translation>Salesforce が {object} のオプトアウトを拒否しています</translation>
    </message>
    <message>
        <source>Saving an opt-out on {object}</source>
        <translation>{object} のオプトアウトの保存</translation>
    </message>
    <message>
        <source>Opt-outs do not stay set on {object}</source>
        <translation>{object} のオプトアウトが維持されません</translation>
    </message>
    <message>
        <source>Whether opt-outs stay set on {object}</source>
        <translation>{object} のオプトアウトの維持</translation>
    </message>
    <message>
        <source>Converted Leads are not followed to their Contact</source>
        <translation>取引の開始されたリードから取引先責任者へ追跡されていません</translation>
    </message>
    <message>
        <source>Following converted Leads to their Contact</source>
        <translation>取引の開始されたリードから取引先責任者への追跡</translation>
    </message>
    <message>
        <source>Nobody is here yet</source>
        <translation>まだ誰も登録されていません</translation>
    </message>
    <message>
        <source>People here</source>
        <translation>登録されている人</translation>
    </message>
    <message>
        <source>People have no Salesforce ID</source>
        <translation>Salesforce ID のない人がいます</translation>
    </message>
    <message>
        <source>People without a Salesforce ID</source>
        <translation>Salesforce ID のない人</translation>
    </message>
    <message>
        <source>The nightly sync is off</source>
        <translation>夜間同期がオフです</translation>
    </message>
    <message>
        <source>The nightly sync</source>
        <translation>夜間同期</translation>
    </message>
    <message>
        <source>The nightly sync does not run while this program is closed</source>
        <translation>このプログラムを閉じている間は夜間同期が実行されません</translation>
    </message>
    <message>
        <source>The nightly sync while this program is closed</source>
        <translation>このプログラムを閉じている間の夜間同期</translation>
    </message>
    <message>
        <source>The keyring of this computer does not keep the sign-in</source>
        <translation>このコンピューターのキーリングにサインインを保存できません</translation>
    </message>
    <message>
        <source>The keyring of this computer</source>
        <translation>このコンピューターのキーリング</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong</source>
        <translation>このコンピューターの時計がずれています</translation>
    </message>
    <message>
        <source>The clock of this computer</source>
        <translation>このコンピューターの時計</translation>
    </message>
    <message>
        <source>Who was taken back until then stays so; the same command goes on with the others.</source>
        <translation>それまでに取り消した人はそのままです。同じコマンドで残りを続けます。</translation>
    </message>
    <message>
        <source>Opt-outs and their deadlines</source>
        <translation>オプトアウトと期限</translation>
    </message>
    <message>
        <source>Collected from {since} until before {until}</source>
        <translation>収集期間: {since} から {until} の前まで</translation>
    </message>
    <message>
        <source>{state}: {count}</source>
        <translation>{state}: {count}</translation>
    </message>
    <message>
        <source>All opt-outs</source>
        <translation>すべてのオプトアウト</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>収集</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Rule: {rule}</source>
        <translation>規則: {rule}</translation>
    </message>
    <message>
        <source>Rule: {rule} ({country})</source>
        <translation>規則: {rule} ({country})</translation>
    </message>
    <message>
        <source>Rule: {rule} ({days})</source>
        <translation>規則: {rule} ({days})</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 日 {hours} 時間</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 時間 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>Collected {collected}; due by {due}.</source>
        <translation>収集: {collected}。期限: {due}。</translation>
    </message>
    <message>
        <source>Collected {collected}; not confirmed in Salesforce, though it was due by {due}.</source>
        <translation>収集: {collected}。期限 {due} を過ぎましたが、Salesforce で確認されていません。</translation>
    </message>
    <message>
        <source>Collected {collected}; confirmed in Salesforce after {after}.</source>
        <translation>収集: {collected}。{after}後に Salesforce で確認されました。</translation>
    </message>
    <message>
        <source>Collected {collected}; confirmed in Salesforce after {after}, too late: it was due by {due}.</source>
        <translation>収集: {collected}。{after}後に Salesforce で確認されましたが、期限 {due} に遅れました。</translation>
    </message>
    <message>
        <source>Collected {collected}; re-subscribed after {after}.</source>
        <translation>収集: {collected}。{after}後に再登録されました。</translation>
    </message>
    <message>
        <source>Collected {collected}; re-subscribed after {after}, and was not confirmed by {due}.</source>
        <translation>収集: {collected}。{after}後に再登録されましたが、期限 {due} までに確認されませんでした。</translation>
    </message>
    <message>
        <source>Collected {collected}; Salesforce has no record to opt out, so there is nothing to confirm.</source>
        <translation>収集: {collected}。Salesforce にオプトアウトするレコードがないため、確認するものはありません。</translation>
    </message>
    <message>
        <source>This is a calculation and no legal advice: which rule applies, and what it asks for, is for a lawyer to say.</source>
        <translation>これは計算であり、法的な助言ではありません。どの規則が適用され、何が求められるかは弁護士に確認してください。</translation>
    </message>
    <message>
        <source>The clock runs from when an opt-out reached this program to when Salesforce confirmed the last of the person&apos;s records. Without a record there is nothing to confirm.</source>
        <translation>オプトアウトがこのプログラムに届いた時点から、その人物の最後のレコードが Salesforce で確認された時点までを計ります。レコードがなければ、確認するものはありません。</translation>
    </message>
    <message>
        <source>By which rule an opt-out has to be in Salesforce in time: of mailbox providers 2 days, CAN-SPAM and CASL 10 business days, Australia 5, GDPR deadline_days.</source>
        <translation>オプトアウトをいつまでに Salesforce に反映するかの規則: メールボックスプロバイダーは 2 日、CAN-SPAM と CASL は 10 営業日、オーストラリアは 5 営業日、GDPR は deadline_days の日数。</translation>
    </message>
    <message>
        <source>Whose business days count; empty: of the rule&apos;s own country (US, CA or AU).</source>
        <translation>どの国の営業日で数えるか。空欄: 規則の国 (US、CA または AU)。</translation>
    </message>
    <message>
        <source>The days that “without undue delay” of the GDPR stands for here.</source>
        <translation>GDPR の「不当な遅滞なく」をここで何日とするか。</translation>
    </message>
    <message>
        <source>What becomes of a box that somebody unticked in Salesforce though the person is unsubscribed here: tick it again, or ask first.</source>
        <translation>ここで登録解除されている人物のチェックを Salesforce で誰かが外したときの扱い：もう一度チェックする (tick_again) か、先に確認する (ask) か。</translation>
    </message>
    <message>
        <source>It accepts off, or a number of minutes from {lowest} to {highest}.</source>
        <translation>off、または {lowest} から {highest} までの分数を指定できます。</translation>
    </message>
    <message>
        <source>Also look every so many minutes, between the nights, whether somebody was opted out in Salesforce; needs the nightly sync to be on.</source>
        <translation>夜間同期の合間にも、この分数ごとに Salesforce でオプトアウトされた人物がいないか確認します。夜間同期がオンであることが必要です。</translation>
    </message>
    <message>
        <source>{count} × {message}</source>
        <translation>{count} 件: {message}</translation>
    </message>
    <message>
        <source>{who} had {count} box ticked again that somebody had unticked in Salesforce.</source>
        <translation>{who} が、Salesforce で誰かが外した {count} 件のチェックを元に戻しました。</translation>
    </message>
    <message>
        <source>{who} had {count} boxes ticked again that somebody had unticked in Salesforce.</source>
        <translation>{who} が、Salesforce で誰かが外した {count} 件のチェックを元に戻しました。</translation>
    </message>
    <message>
        <source>{who} left {count} box as somebody had unticked it in Salesforce: {reason}</source>
        <translation>{who} が、Salesforce で誰かが外した {count} 件のチェックをそのままにしました：{reason}</translation>
    </message>
    <message>
        <source>{who} left {count} boxes as somebody had unticked them in Salesforce: {reason}</source>
        <translation>{who} が、Salesforce で誰かが外した {count} 件のチェックをそのままにしました：{reason}</translation>
    </message>
    <message>
        <source>To leave a box unticked needs a reason.</source>
        <translation>チェックを外したままにするには理由が必要です。</translation>
    </message>
    <message>
        <source>Say why; it is kept as proof.</source>
        <translation>理由を書いてください。証拠として保存されます。</translation>
    </message>
    <message>
        <source>Between the nights: {here} unsubscribed here, {there} opted out in Salesforce.</source>
        <translation>夜間同期の合間：ここで {here} を登録解除、Salesforce で {there} をオプトアウトしました。</translation>
    </message>
    <message>
        <source>Between the nights {count} change was found, which is more than needs no approval: it waits for the next sync.</source>
        <translation>夜間同期の合間に {count} 件の変更が見つかりました。承認なしでよい数を超えるため、次の同期を待ちます。</translation>
    </message>
    <message>
        <source>Between the nights {count} changes were found, which is more than needs no approval: they wait for the next sync.</source>
        <translation>夜間同期の合間に {count} 件の変更が見つかりました。承認なしでよい数を超えるため、次の同期を待ちます。</translation>
    </message>
    <message>
        <source>Was unsubscribed before.</source>
        <translation>以前から登録解除されていました。</translation>
    </message>
    <message>
        <source>Was unsubscribed here before this sync, which only opted out records in Salesforce.</source>
        <translation>この同期より前からここで登録解除されていました。この同期は Salesforce のレコードをオプトアウトにしただけです。</translation>
    </message>
    <message>
        <source>Was unsubscribed here before this sync and stays so: while that is so, the next sync opts the records out again.</source>
        <translation>この同期より前からここで登録解除されており、そのままです。その間は、次の同期でレコードがまたオプトアウトになります。</translation>
    </message>
    <message>
        <source>Is not unsubscribed any more: was re-subscribed since.</source>
        <translation>すでに登録解除ではありません。その後、再登録されました。</translation>
    </message>
    <message>
        <source>Is kept unsubscribed by batch {number} as well.</source>
        <translation>バッチ {number} によっても登録解除されています。</translation>
    </message>
    <message>
        <source>Asked again to be unsubscribed since.</source>
        <translation>その後、本人があらためて登録解除を求めました。</translation>
    </message>
    <message>
        <source>Is opted out in Salesforce as well, by somebody else than this program.</source>
        <translation>このプログラム以外の誰かによって Salesforce でもオプトアウトされています。</translation>
    </message>
    <message>
        <source>The record in Salesforce belongs to {email} as well, who is unsubscribed and keeps it opted out.</source>
        <translation>Salesforce のレコードは登録解除中の {email} のものでもあり、オプトアウトのままになります。</translation>
    </message>
    <message>
        <source>An opt-out is on its way to Salesforce and not answered yet: try again later.</source>
        <translation>オプトアウトを Salesforce に送信中で、まだ応答がありません。後でもう一度お試しください。</translation>
    </message>
    <message>
        <source>The record in Salesforce was changed by {who} after this program had ticked it, so that its box may be theirs: it stays.</source>
        <translation>このプログラムがオンにした後に {who} が Salesforce のレコードを変更したため、チェックはその人のものかもしれません。そのままにします。</translation>
    </message>
    <message>
        <source>The box was ticked by {who} in Salesforce: it stays.</source>
        <translation>チェックは Salesforce で {who} がオンにしたため、そのままです。</translation>
    </message>
    <message>
        <source>Salesforce refused to clear a box ({code}), so that the person is put back as before: {problem}</source>
        <translation>Salesforce がチェックをオフにすることを拒否したため({code})、この人を元の状態に戻しました: {problem}</translation>
    </message>
    <message>
        <source>A record in Salesforce is opted out by now, so that the person is put back as before.</source>
        <translation>Salesforce のレコードがその間にオプトアウトになったため、この人を元の状態に戻しました。</translation>
    </message>
    <message>
        <source>{count} person has a box in Salesforce that stays ticked: the next sync unsubscribes that person again.</source>
        <translation>Salesforce でチェックがオンのまま残る人: {count} 人。次の同期でまた登録解除されます。</translation>
    </message>
    <message>
        <source>{count} people have a box in Salesforce that stays ticked: the next sync unsubscribes them again.</source>
        <translation>Salesforce でチェックがオンのまま残る人: {count} 人。次の同期でまた登録解除されます。</translation>
    </message>
    <message>
        <source>People who were unsubscribed here before that sync stay so: the next sync opts their records out again. Take back what unsubscribed them, too, or switch the nightly sync off until then.</source>
        <translation>その同期より前にここで登録解除されていた人は、登録解除のままです。次の同期で、その人たちのレコードはまたオプトアウトになります。登録解除した元の操作も取り消すか、それまで夜間同期をオフにしてください。</translation>
    </message>
    <message>
        <source>That sync is older than the way back: whom it unsubscribed was not kept ({count} person). Re-subscribe them one by one.</source>
        <translation>この同期は取り消しの機能より前のもので、誰を登録解除したかは記録されていません({count} 人)。一人ずつ再登録してください。</translation>
    </message>
    <message>
        <source>That sync is older than the way back: whom it unsubscribed was not kept ({count} people). Re-subscribe them one by one.</source>
        <translation>この同期は取り消しの機能より前のもので、誰を登録解除したかは記録されていません({count} 人)。一人ずつ再登録してください。</translation>
    </message>
    <message>
        <source>Batch {number} was taken back by {who}: {reason}. Re-subscribed: {people}, boxes cleared in Salesforce: {boxes}, left as they were: {left}.</source>
        <translation>{who} がバッチ {number} を取り消しました: {reason}。再登録: {people}、Salesforce でオフにしたチェック: {boxes}、そのまま: {left}。</translation>
    </message>
    <message>
        <source>What sync {number} wrote was taken back by {who}: {reason}. Re-subscribed: {people}, boxes cleared in Salesforce: {boxes}, left as they were: {left}.</source>
        <translation>{who} が同期 {number} の書き込みを取り消しました: {reason}。再登録: {people}、Salesforce でオフにしたチェック: {boxes}、そのまま: {left}。</translation>
    </message>
    <message>
        <source>Batch {number} was taken back in part by {who}: {reason}. Re-subscribed: {people}, boxes cleared in Salesforce: {boxes}, left as they were: {left}. Take it back again to go on.</source>
        <translation>{who} がバッチ {number} を一部取り消しました: {reason}。再登録: {people}、Salesforce でオフにしたチェック: {boxes}、そのまま: {left}。続けるには、もう一度取り消してください。</translation>
    </message>
    <message>
        <source>What sync {number} wrote was taken back in part by {who}: {reason}. Re-subscribed: {people}, boxes cleared in Salesforce: {boxes}, left as they were: {left}. Take it back again to go on.</source>
        <translation>{who} が同期 {number} の書き込みを一部取り消しました: {reason}。再登録: {people}、Salesforce でオフにしたチェック: {boxes}、そのまま: {left}。続けるには、もう一度取り消してください。</translation>
    </message>
    <message>
        <source>Something is being taken back already, in another window or by a command.</source>
        <translation>別のウィンドウまたはコマンドで、すでに取り消しが進行中です。</translation>
    </message>
    <message>
        <source>Nothing was changed. Wait until that has ended, then try again.</source>
        <translation>何も変更していません。それが終わるまで待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>This is still under way, so that it cannot be taken back yet.</source>
        <translation>まだ進行中のため、取り消せません。</translation>
    </message>
    <message>
        <source>Cancel it, or wait until it has ended, then try again.</source>
        <translation>キャンセルするか、終わるまで待ってから、もう一度お試しください。</translation>
    </message>
    <message>
        <source>Batch {number} has taken something back itself; that cannot be taken back.</source>
        <translation>バッチ {number} 自体が取り消しです。取り消しを取り消すことはできません。</translation>
    </message>
    <message>
        <source>Unsubscribe again whom it is about, by an import or by hand.</source>
        <translation>対象者をインポートまたは手動で、あらためて登録解除してください。</translation>
    </message>
    <message>
        <source>There is no import or paste with the number {number}.</source>
        <translation>番号 {number} のインポートまたは手動追加はありません。</translation>
    </message>
    <message>
        <source>There is no sync with the number {number}.</source>
        <translation>番号 {number} の同期はありません。</translation>
    </message>
    <message>
        <source>The page Import and export lists those that changed something.</source>
        <translation>何かを変更した同期は「インポートとエクスポート」ページの一覧にあります。</translation>
    </message>
    <message>
        <source>{who} unticked {field} on {count} record of somebody who is unsubscribed here; it is ticked again.</source>
        <translation>{who} が、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。もう一度チェックされます。</translation>
    </message>
    <message>
        <source>{who} unticked {field} on {count} records of people who are unsubscribed here; they are ticked again.</source>
        <translation>{who} が、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。もう一度チェックされます。</translation>
    </message>
    <message>
        <source>Somebody unticked {field} on {count} record of somebody who is unsubscribed here; it is ticked again.</source>
        <translation>誰かが、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。もう一度チェックされます。</translation>
    </message>
    <message>
        <source>Somebody unticked {field} on {count} records of people who are unsubscribed here; they are ticked again.</source>
        <translation>誰かが、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。もう一度チェックされます。</translation>
    </message>
    <message>
        <source>{who} unticked {field} on {count} record of somebody who is unsubscribed here; it waits for your decision.</source>
        <translation>{who} が、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。あなたの判断を待っています。</translation>
    </message>
    <message>
        <source>{who} unticked {field} on {count} records of people who are unsubscribed here; they wait for your decision.</source>
        <translation>{who} が、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。あなたの判断を待っています。</translation>
    </message>
    <message>
        <source>Somebody unticked {field} on {count} record of somebody who is unsubscribed here; it waits for your decision.</source>
        <translation>誰かが、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。あなたの判断を待っています。</translation>
    </message>
    <message>
        <source>Somebody unticked {field} on {count} records of people who are unsubscribed here; they wait for your decision.</source>
        <translation>誰かが、ここで登録解除されている人物の {count} 件のレコードで {field} のチェックを外しました。あなたの判断を待っています。</translation>
    </message>
    <message>
        <source>Tick them again or leave them: Unsubscribed people, filter “Cleared by somebody in Salesforce”, or the command cleared.</source>
        <translation>もう一度チェックするか、そのままにするかを決めてください：登録解除された人物の絞り込み「Salesforce で誰かがチェックを外した」、またはコマンド cleared。</translation>
    </message>
    <message>
        <source>An unticked box is no re-subscribe. To let somebody get e-mail again, re-subscribe here; whatever unticks by itself is to be stopped in Salesforce.</source>
        <translation>チェックが外れても再登録にはなりません。再びメールを受け取れるようにするには、ここで再登録してください。自動でチェックを外すものは Salesforce で止めてください。</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>Sign in to Salesforce</source>
        <translation>Salesforce にログインする</translation>
    </message>
    <message>
        <source>In your browser, sign in as a Salesforce administrator.</source>
        <translation>ブラウザーで Salesforce の管理者としてログインします。</translation>
    </message>
    <message>
        <source>Search for {object}</source>
        <translation>{object}を検索する</translation>
    </message>
    <message>
        <source>Edit the layout</source>
        <translation>レイアウトを編集する</translation>
    </message>
    <message>
        <source>Drag {field} onto the layout</source>
        <translation>[{field}] をレイアウトにドラッグする</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open the fields of {object}</source>
        <translation>{object}のフィールドを開く</translation>
    </message>
    <message>
        <source>Open {field}</source>
        <translation>[{field}] を開く</translation>
    </message>
    <message>
        <source>Click {field} in the list.</source>
        <translation>一覧の [{field}] をクリックします。</translation>
    </message>
    <message>
        <source>Open its field-level security</source>
        <translation>項目レベルセキュリティを開く</translation>
    </message>
    <message>
        <source>Save the security</source>
        <translation>セキュリティを保存する</translation>
    </message>
    <message>
        <source>Log In</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Your Name</source>
        <translation>ユーザー名</translation>
    </message>
    <message>
        <source>Open {setup}</source>
        <translation>[{setup}] を開く</translation>
    </message>
    <message>
        <source>Click the gear at the top right, then {setup}.</source>
        <translation>右上の歯車をクリックし、[{setup}] をクリックします。</translation>
    </message>
    <message>
        <source>Click your name at the top right, then {setup}.</source>
        <translation>右上のユーザー名をクリックし、[{setup}] をクリックします。</translation>
    </message>
    <message>
        <source>Open the tab {object_manager}, type {object} into the box {quick_find} and click {object}.</source>
        <translation>[{object_manager}] タブを開き、[{quick_find}] ボックスに「{object}」と入力して、[{object}] をクリックします。</translation>
    </message>
    <message>
        <source>Type {object} into the box {quick_find} at the left.</source>
        <translation>左側の [{quick_find}] ボックスに「{object}」と入力します。</translation>
    </message>
    <message>
        <source>Open {page_layouts}</source>
        <translation>[{page_layouts}] を開く</translation>
    </message>
    <message>
        <source>Click {page_layouts} in the column at the left.</source>
        <translation>左の列の [{page_layouts}] をクリックします。</translation>
    </message>
    <message>
        <source>Below {object}, click {page_layouts}.</source>
        <translation>[{object}] の下の [{page_layouts}] をクリックします。</translation>
    </message>
    <message>
        <source>Open the menu at the right of the layout that is to show the field, and click {edit}. Where there is no menu, click the name of the layout.</source>
        <translation>フィールドを表示するレイアウトの右のメニューを開き、[{edit}] をクリックします。メニューがない場合は、レイアウトの名前をクリックします。</translation>
    </message>
    <message>
        <source>Click {edit}, left of the layout that is to show the field.</source>
        <translation>フィールドを表示するレイアウトの左にある [{edit}] をクリックします。</translation>
    </message>
    <message>
        <source>Choose {fields}</source>
        <translation>[{fields}] を選ぶ</translation>
    </message>
    <message>
        <source>In the box on top, choose {fields}. {field} is among those at the right.</source>
        <translation>上部の枠で [{fields}] を選びます。右側に [{field}] が表示されます。</translation>
    </message>
    <message>
        <source>Drag it into a section of the layout, below, such as {section}, and let it go.</source>
        <translation>下のレイアウトのセクション ([{section}] など) にドラッグして、離します。</translation>
    </message>
    <message>
        <source>Click {save}. Do the same for each further layout that people use.</source>
        <translation>[{save}] をクリックします。使われているほかのレイアウトでも同じように行います。</translation>
    </message>
    <message>
        <source>In {object_manager}, open {object} and click {fields_and_relationships}.</source>
        <translation>[{object_manager}] で [{object}] を開き、[{fields_and_relationships}] をクリックします。</translation>
    </message>
    <message>
        <source>In {setup}, below {object}, click {fields}.</source>
        <translation>[{setup}] で [{object}] の下の [{fields}] をクリックします。</translation>
    </message>
    <message>
        <source>Click {set_security}.</source>
        <translation>[{set_security}] をクリックします。</translation>
    </message>
    <message>
        <source>Tick {visible}, clear {read_only}</source>
        <translation>[{visible}] をオン、[{read_only}] をオフにする</translation>
    </message>
    <message>
        <source>In the line of the profile of the user that this program signs in as, tick {visible} and clear {read_only}.</source>
        <translation>このプログラムの接続ユーザーのプロファイルの行で、[{visible}] をオンに、[{read_only}] をオフにします。</translation>
    </message>
    <message>
        <source>Click {save}, then check again here.</source>
        <translation>[{save}] をクリックし、ここでもう一度確認します。</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>ホーム</translation>
    </message>
    <message>
        <source>Object Manager</source>
        <translation>オブジェクトマネージャー</translation>
    </message>
    <message>
        <source>Quick Find</source>
        <translation>クイック検索</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>フィールド</translation>
    </message>
    <message>
        <source>Fields &amp; Relationships</source>
        <translation>項目とリレーション</translation>
    </message>
    <message>
        <source>Page Layouts</source>
        <translation>ページレイアウト</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Set Field-Level Security</source>
        <translation>項目レベルセキュリティの設定</translation>
    </message>
    <message>
        <source>Field-Level Security</source>
        <translation>項目レベルセキュリティ</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>プロファイル</translation>
    </message>
    <message>
        <source>Your profile</source>
        <translation>あなたのプロファイル</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>参照可能</translation>
    </message>
    <message>
        <source>Read-Only</source>
        <translation>参照のみ</translation>
    </message>
    <message>
        <source>{object} Layout</source>
        <translation>{object}レイアウト</translation>
    </message>
    <message>
        <source>{object} Information</source>
        <translation>{object}情報</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>not connected</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>接続中…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>接続済み</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>ログインが必要</translation>
    </message>
    <message>
        <source>Access/Validation</source>
        <translation>アクセス/検証</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>認証</translation>
    </message>
    <message>
        <source>Intermittent</source>
        <translation>一時的</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>No record seen</source>
        <translation>見えるレコードなし</translation>
    </message>
    <message>
        <source>No Contact or Lead with this address that the connected user can see</source>
        <translation>このアドレスの取引先責任者またはリードで、接続ユーザーに見えるものがない</translation>
    </message>
    <message>
        <source>Email Opt Out</source>
        <translation>メールオプトアウト</translation>
    </message>
    <message>
        <source>Marketo Sales Opt Out</source>
        <translation>Marketo Sales オプトアウト</translation>
    </message>
    <message>
        <source>configuration error</source>
        <translation>設定エラー</translation>
    </message>
    <message>
        <source>Salesforce Sync</source>
        <translation>Salesforce 同期</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手動</translation>
    </message>
    <message>
        <source>Clicked Link</source>
        <translation>リンクのクリック</translation>
    </message>
    <message>
        <source>Bounce</source>
        <translation>バウンス</translation>
    </message>
    <message>
        <source>CSV Import</source>
        <translation>CSV インポート</translation>
    </message>
    <message>
        <source>Unsubscribed on both sides</source>
        <translation>両方で登録解除済み</translation>
    </message>
    <message>
        <source>To be opted out in Salesforce</source>
        <translation>Salesforce でオプトアウト予定</translation>
    </message>
    <message>
        <source>Unsubscribed, cannot sync</source>
        <translation>登録解除済み、同期不可</translation>
    </message>
    <message>
        <source>To be unsubscribed here</source>
        <translation>こちらで登録解除予定</translation>
    </message>
    <message>
        <source>Not unsubscribed</source>
        <translation>登録解除なし</translation>
    </message>
    <message>
        <source>Syncs</source>
        <translation>同期</translation>
    </message>
    <message>
        <source>Pushes</source>
        <translation>プッシュ</translation>
    </message>
    <message>
        <source>Loading people</source>
        <translation>人物の読み込み</translation>
    </message>
    <message>
        <source>Looks between the nights</source>
        <translation>夜間以外の確認</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未読み取り</translation>
    </message>
    <message>
        <source>active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>converted</source>
        <translation>取引開始済み</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>マージ済み</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>削除済み</translation>
    </message>
    <message>
        <source>not to be found</source>
        <translation>見つかりません</translation>
    </message>
    <message>
        <source>its ID was given</source>
        <translation>ID の指定</translation>
    </message>
    <message>
        <source>same address</source>
        <translation>同じアドレス</translation>
    </message>
    <message>
        <source>took another record&apos;s place</source>
        <translation>別のレコードからの引き継ぎ</translation>
    </message>
    <message>
        <source>Opted out</source>
        <translation>オプトアウト</translation>
    </message>
    <message>
        <source>Partly opted out</source>
        <translation>一部オプトアウト</translation>
    </message>
    <message>
        <source>Not opted out</source>
        <translation>オプトアウトなし</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Not looked for in Salesforce yet</source>
        <translation>Salesforce で未検索</translation>
    </message>
    <message>
        <source>Deleted in Salesforce</source>
        <translation>Salesforce で削除済み</translation>
    </message>
    <message>
        <source>The connected user finds no record with its Salesforce ID</source>
        <translation>接続ユーザーには、この Salesforce ID のレコードが見つかりません</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>Opted out in Salesforce</source>
        <translation>Salesforce でオプトアウト</translation>
    </message>
    <message>
        <source>Re-subscribed</source>
        <translation>再登録</translation>
    </message>
    <message>
        <source>Cleared in Salesforce</source>
        <translation>Salesforce で解除</translation>
    </message>
    <message>
        <source>Asked again</source>
        <translation>再度の申し出</translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation>バウンス</translation>
    </message>
    <message>
        <source>Unticked in Salesforce by somebody</source>
        <translation>Salesforce で誰かがチェックを外した</translation>
    </message>
    <message>
        <source>ticked again with the next sync</source>
        <translation>次の同期でもう一度チェック</translation>
    </message>
    <message>
        <source>waits for your decision</source>
        <translation>あなたの判断を待っています</translation>
    </message>
    <message>
        <source>left unticked</source>
        <translation>チェックなしのまま</translation>
    </message>
    <message>
        <source>ticked again</source>
        <translation>もう一度チェックされました</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>送信中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>取りやめ</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>応答なし</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>今すぐ同期</translation>
    </message>
    <message>
        <source>Nightly sync</source>
        <translation>夜間同期</translation>
    </message>
    <message>
        <source>Caught-up nightly sync</source>
        <translation>夜間同期 (遅れて実行)</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>コマンドライン</translation>
    </message>
    <message>
        <source>Look between the nights</source>
        <translation>夜間同期の合間の確認</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Done, some failed</source>
        <translation>完了 (一部失敗)</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>Looking at the org</source>
        <translation>組織を確認中</translation>
    </message>
    <message>
        <source>Reading Contacts</source>
        <translation>取引先責任者を読み取り中</translation>
    </message>
    <message>
        <source>Reading Leads</source>
        <translation>リードを読み取り中</translation>
    </message>
    <message>
        <source>Reading person Accounts</source>
        <translation>個人取引先を読み取り中</translation>
    </message>
    <message>
        <source>Looking for people without a Salesforce ID</source>
        <translation>Salesforce ID のない人物を検索中</translation>
    </message>
    <message>
        <source>Opting out in Salesforce</source>
        <translation>Salesforce でオプトアウト中</translation>
    </message>
    <message>
        <source>Reading back</source>
        <translation>読み直して確認中</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>完了処理中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>caught up</source>
        <translation>遅れて実行</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>held</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>スキップ</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>情報</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同期</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>プッシュ</translation>
    </message>
    <message>
        <source>Unsubscribes</source>
        <translation>登録解除</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>チェックリスト</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>本番</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Practice org</source>
        <translation>練習用組織</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>Unsubscribe here</source>
        <translation>ここで登録解除</translation>
    </message>
    <message>
        <source>Opt out in Salesforce</source>
        <translation>Salesforce でオプトアウト</translation>
    </message>
    <message>
        <source>Unsubscribed here</source>
        <translation>ここで登録解除</translation>
    </message>
    <message>
        <source>Another record of the address is opted out</source>
        <translation>同じアドレスの別のレコードがオプトアウト</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>インポート</translation>
    </message>
    <message>
        <source>Added by hand</source>
        <translation>手動で追加</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>取り消し</translation>
    </message>
    <message>
        <source>Left as it was</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Mailbox providers: 2 days</source>
        <translation>メールボックスプロバイダー: 2 日</translation>
    </message>
    <message>
        <source>CAN-SPAM: 10 business days</source>
        <translation>CAN-SPAM: 10 営業日</translation>
    </message>
    <message>
        <source>CASL: 10 business days</source>
        <translation>CASL: 10 営業日</translation>
    </message>
    <message>
        <source>Australia: 5 business days</source>
        <translation>オーストラリア: 5 営業日</translation>
    </message>
    <message>
        <source>GDPR, without undue delay: own number of days</source>
        <translation>GDPR (不当な遅滞なく): 独自の日数</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>期限内</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>期限超過後に確認</translation>
    </message>
    <message>
        <source>Not confirmed yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>期限間近</translation>
    </message>
    <message>
        <source>Deadline passed</source>
        <translation>期限超過</translation>
    </message>
    <message>
        <source>No record to opt out</source>
        <translation>対象レコードなし</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>取引先責任者</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>リード</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>取引先</translation>
    </message>
    <message>
        <source>New org {number}</source>
        <translation>新しい組織 {number}</translation>
    </message>
    <message>
        <source>New org</source>
        <translation>新しい組織</translation>
    </message>
    <message>
        <source>{here} ({there})</source>
        <translation>{here}（{there}）</translation>
    </message>
    <message>
        <source>d MMM yyyy, h:mm ap</source>
        <comment>the form of a date and a time, see QDateTime</comment>
        <translation>yyyy/MM/dd H:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy, h:mm:ss ap</source>
        <comment>the form of a date and a time with seconds, see QDateTime</comment>
        <translation>yyyy/MM/dd H:mm:ss</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>the form of a day and its month, see QDateTime</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>the form of a date, see QDateTime</comment>
        <translation>yyyy/MM/dd</translation>
    </message>
    <message>
        <source>h:mm:ss ap</source>
        <comment>the form of a time of day, see QDateTime</comment>
        <translation>H:mm:ss</translation>
    </message>
    <message>
        <source>Pacific</source>
        <translation>太平洋時間</translation>
    </message>
    <message>
        <source>ddd d MMM, h:mm ap</source>
        <comment>the form of a day and a time, see QDateTime</comment>
        <translation>M月d日 (ddd) H:mm</translation>
    </message>
    <message>
        <source>h:mm ap</source>
        <comment>the form of a time of day, see QDateTime</comment>
        <translation>H:mm</translation>
    </message>
</context>
</TS>
