{{/* The pod of a service; takes what "superblock.workload" takes. */}}
{{- define "superblock.pod" -}}
{{- $root := .root -}}
serviceAccountName: {{ include "superblock.fullname" .root }}
automountServiceAccountToken: false
# Kubernetes would put a variable for each Service into the environment, named like our settings.
enableServiceLinks: false
terminationGracePeriodSeconds: 45
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext: {{- include "superblock.podSecurity" (dict "user" 10001) | nindent 2 }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "superblock.selector" (dict "root" .root "component" .component) | nindent 8 }}
{{- with .values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .identities }}
initContainers: {{- include "superblock.identityContainer" (dict "root" $root "service" "p2p-gateway" "secret" .secret) | nindent 2 }}
{{- end }}
containers:
  - name: {{ .service }}
    image: {{ include "superblock.image" . }}
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    securityContext: {{- include "superblock.containerSecurity" (dict "readOnly" true) | nindent 6 }}
    env: {{- include "superblock.variables" . | nindent 6 }}
    ports:
      - name: http
        containerPort: {{ .port }}
        protocol: TCP
      {{- if .identities }}
      - name: p2p
        containerPort: 9000
        protocol: TCP
      {{- end }}
    startupProbe:
      httpGet: { path: /actuator/health/liveness, port: http }
      periodSeconds: 3
      failureThreshold: 60
    livenessProbe:
      httpGet: { path: /actuator/health/liveness, port: http }
      periodSeconds: 10
      timeoutSeconds: 3
      failureThreshold: 3
    readinessProbe:
      httpGet: { path: /actuator/health/readiness, port: http }
      periodSeconds: 3
      timeoutSeconds: 3
      failureThreshold: 2
    resources: {{- toYaml .values.resources | nindent 6 }}
    volumeMounts:
      - { name: settings, mountPath: /etc/superblock/settings, readOnly: true }
      # Native libraries are unpacked here.
      - { name: tmp, mountPath: /tmp }
      {{- range .files }}
      - { name: {{ .directory }}, mountPath: /etc/superblock/{{ .directory }}, readOnly: true }
      {{- end }}
      {{- if .identities }}
      - { name: libp2p, mountPath: /var/lib/superblock }
      {{- end }}
volumes:
  - name: settings
    configMap:
      name: {{ include "superblock.fullname" .root }}-{{ .component }}
  - name: tmp
    emptyDir:
      sizeLimit: 256Mi
  {{- range .files }}
  - name: {{ .directory }}
    secret:
      secretName: {{ .name }}
      defaultMode: 0440
      items:
        - { key: {{ .key }}, path: key }
  {{- end }}
  {{- with .identities }}
  {{- with .secret }}
  - name: identities
    secret:
      secretName: {{ . }}
      defaultMode: 0440
  {{- end }}
  {{- end }}
{{- end }}

{{- define "superblock.variables" -}}
- name: SPRING_CONFIG_ADDITIONALLOCATION
  value: file:/etc/superblock/settings/
- name: JAVA_TOOL_OPTIONS
  value: {{ .root.Values.jvmOptions | quote }}
{{- if .network }}
{{ include "superblock.secretVariable" (merge (dict "variable" "SUPERBLOCK_L1_URL") .root.Values.l1.urlSecret) }}
{{- include "superblock.kafkaVariables" (dict "root" .root "kafkaSecret" .kafkaSecret) }}
{{- end }}
{{- if .database }}
{{- include "superblock.postgresVariables" . }}
{{- end }}
{{- if .identities }}
# For a schema of each replica's own.
- name: POD_INDEX
  valueFrom:
    fieldRef:
      fieldPath: metadata.labels['apps.kubernetes.io/pod-index']
{{- end }}
{{- range .variables }}
{{ include "superblock.secretVariable" . }}
{{- end }}
{{- end }}

{{/*
A libp2p identity that others can read is refused, and both Secrets and volumes of a group are
readable by the group: so it is made the owner's alone before the gateway starts.
*/}}
{{- define "superblock.identityContainer" -}}
- name: identity
  image: {{ include "superblock.image" . }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  securityContext: {{- include "superblock.containerSecurity" (dict "readOnly" true) | nindent 4 }}
  command:
    - sh
    - -c
    - |
      set -eu
      key=/var/lib/superblock/identity.key
      {{- if .secret }}
      umask 077
      cp "/etc/superblock/identities/$HOSTNAME.key" "$key.new"
      mv "$key.new" "$key"
      {{- else }}
      if [ -e "$key" ]; then chmod 600 "$key"; fi
      {{- end }}
  resources:
    requests: { cpu: 10m, memory: 16Mi }
    limits: { memory: 64Mi }
  volumeMounts:
    - { name: libp2p, mountPath: /var/lib/superblock }
    {{- if .secret }}
    - { name: identities, mountPath: /etc/superblock/identities, readOnly: true }
    {{- end }}
{{- end }}
